import React from 'react';
import { SceneObjectBase } from '@grafana/scenes';
import { ShortcutsHelp } from '../keys/ShortcutsHelp';

/** The button for keyboard shortcuts, among the controls of a page. */
export class ShortcutsControl extends SceneObjectBase {
  static Component = () => <ShortcutsHelp />;
}
