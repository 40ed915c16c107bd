import { type Settings } from './settings';

let provisioned: Settings = {};

/** What provisioning or the plugin's configuration says; an admin's overrides come on top. */
export function provideSettings(settings: Settings): void {
  provisioned = settings;
}

/** The settings in force. */
export async function loadSettings(): Promise<Settings> {
  return provisioned;
}
