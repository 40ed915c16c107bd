import { BusEventWithPayload } from '@grafana/data';
import { type SceneObject } from '@grafana/scenes';

/** What the page is called, once it is known what it is about: more than its address tells. */
export class PageTitleEvent extends BusEventWithPayload<string> {
  static type = 'tillwatch-page-title';
}

/** Names the page that an object is on, for as long as the address names the same. */
export function namePage(object: SceneObject, title: string): void {
  object.publishEvent(new PageTitleEvent(title), true);
}
