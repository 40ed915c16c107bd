import { type BackendSrvRequest, type FetchResponse, getBackendSrv } from '@grafana/runtime';
import { timeout } from 'rxjs';
import { array, boolean, type InferOutput, looseObject, number, object, optional, string } from 'valibot';
import { QUIETLY } from './dataRequest';
import { t } from '../i18n/t';
import { type Failure, TelemetryError } from './failure';
import { type Overrides } from './overrides';
import {
  overridesIn,
  SAVED_BY_TILLWATCH,
  SETUP_DASHBOARD_TITLE,
  SETUP_DASHBOARD_UID,
  toDashboard,
} from './setupDashboard';
import { lastAnswer } from './lastAnswer';
import { readBody } from './serverBody';

/** The overrides as they are kept in Grafana. */
export interface SavedSetup {
  overrides: Overrides;
  /** The version to save upon; 0 where nothing was saved yet. */
  version: number;
  /** Login of who saved last, where Grafana knows, and when (ISO 8601). */
  savedBy?: string;
  savedAt?: string;
  /** Path of the dashboard, for its history. */
  url?: string;
  /** The folder that an admin may have moved it to. */
  folderUid?: string;
  /** Whether the signed-in user could change it in Grafana. */
  canSave: boolean;
}

export const NOTHING_SAVED: SavedSetup = { overrides: {}, version: 0, canSave: false };

/** Somebody else saved in between; nothing was written. */
export class SetupConflict extends TelemetryError {
  constructor() {
    super({
      kind: 'failed',
      message: t(
        'setup.storage.conflict',
        'Someone else saved these settings after you opened this page. Nothing was saved'
      ),
      advice: t('setup.storage.conflict-advice', 'Load the latest version, then make your change again'),
    });
    this.name = 'SetupConflict';
  }
}

/** The pages wait for the set-up, so a Grafana that does not answer must not hold them up for long. */
const READ_WITHIN_MS = 5_000;
const WRITE_WITHIN_MS = 30_000;

/** What Grafana says where it does not know who it was, as with a first version. */
const UNKNOWN_USER = 'Anonymous';

/** Permission levels of a dashboard as Grafana's API counts them. */
const VIEW = 1;

const PERMISSION = object({
  role: optional(string()),
  teamId: optional(number()),
  userId: optional(number()),
  permission: number(),
  inherited: optional(boolean()),
});

type PermissionItem = InferOutput<typeof PERMISSION>;

const SEARCH_BODY = array(object({ uid: string() }));

const DASHBOARD_BODY = object({
  // What its panels hold is read by itself.
  dashboard: looseObject({ version: number() }),
  meta: object({
    url: optional(string()),
    folderUid: optional(string()),
    canSave: optional(boolean()),
    updated: optional(string()),
    updatedBy: optional(string()),
  }),
});

/**
 * Reads the overrides as the signed-in user. Whether there is a dashboard is asked by a search first, because asking
 * for one that is not there would be an error in the browser's console on every page.
 * @throws TelemetryError (forbidden, failed)
 */
export async function fetchSetup(): Promise<SavedSetup> {
  try {
    const found = readBody(
      SEARCH_BODY,
      await send({ url: '/api/search', params: { dashboardUIDs: SETUP_DASHBOARD_UID, type: 'dash-db', limit: 1 } })
    );
    if (!found.some(({ uid }) => uid === SETUP_DASHBOARD_UID)) {
      return NOTHING_SAVED;
    }
    const { dashboard, meta } = readBody(
      DASHBOARD_BODY,
      await send({ url: `/api/dashboards/uid/${SETUP_DASHBOARD_UID}` })
    );
    return {
      overrides: readable(dashboard),
      version: dashboard.version,
      savedBy: meta.updatedBy === UNKNOWN_USER ? undefined : meta.updatedBy,
      savedAt: meta.updated,
      url: meta.url,
      folderUid: meta.folderUid,
      canSave: meta.canSave ?? false,
    };
  } catch (error) {
    throw new TelemetryError(describe(error, 'read'));
  }
}

function readable(dashboard: unknown): Overrides {
  try {
    return overridesIn(dashboard);
  } catch {
    throw new TelemetryError({
      kind: 'failed',
      message: t(
        'setup.storage.edited',
        'The saved settings cannot be read: the dashboard that holds them was edited by hand'
      ),
      advice: t(
        'setup.storage.edited-advice',
        'Ask an admin to restore an earlier version of the dashboard “{{dashboard}}”, or to delete it',
        { dashboard: SETUP_DASHBOARD_TITLE }
      ),
    });
  }
}

/**
 * Writes the overrides as the signed-in user, upon the version they rest on, and sees to it that only admins can change
 * them afterwards.
 * @throws SetupConflict where somebody saved since; TelemetryError (forbidden, failed) otherwise
 */
export async function storeSetup(overrides: Overrides, basedOn: SavedSetup): Promise<void> {
  try {
    await send({
      method: 'POST',
      url: '/api/dashboards/db',
      data: {
        dashboard: toDashboard(overrides, basedOn.version),
        // Saving without its folder would move it out.
        folderUid: basedOn.folderUid ?? '',
        // In the dashboard's history, which belongs to the organisation and not to one reader.
        message: SAVED_BY_TILLWATCH,
        overwrite: false,
      },
    });
  } catch (error) {
    throw (error as { status?: number }).status === 412
      ? new SetupConflict()
      : new TelemetryError(describe(error, 'save'));
  }
  try {
    await lock(await permissions());
  } catch (error) {
    throw new TelemetryError({
      ...describe(error, 'protect'),
      advice: t(
        'setup.storage.protect-advice',
        'The settings were saved. Save again, or remove the edit permission of the dashboard “{{dashboard}}” yourself',
        { dashboard: SETUP_DASHBOARD_TITLE }
      ),
    });
  }
}

/**
 * Whether somebody who is no admin may change what was saved. Only admins can ask.
 * @throws TelemetryError (forbidden, failed)
 */
export async function isSetupOpen(): Promise<boolean> {
  try {
    return (await permissions()).some(isTooMuch);
  } catch (error) {
    throw new TelemetryError(describe(error, 'read'));
  }
}

async function permissions(): Promise<PermissionItem[]> {
  return readBody(array(PERMISSION), await send({ url: `/api/dashboards/uid/${SETUP_DASHBOARD_UID}/permissions` }));
}

/** Admins may do everything by their role; whoever else is named may look. */
function isTooMuch({ role, permission }: PermissionItem): boolean {
  return role !== 'Admin' && permission > VIEW;
}

async function lock(items: PermissionItem[]): Promise<void> {
  if (!items.some(isTooMuch)) {
    return;
  }
  const others = items.filter((item) => !item.inherited && !item.role && !isTooMuch(item));
  await send({
    method: 'POST',
    url: `/api/dashboards/uid/${SETUP_DASHBOARD_UID}/permissions`,
    data: {
      items: [
        { role: 'Viewer', permission: VIEW },
        { role: 'Editor', permission: VIEW },
        ...others.map(({ teamId, userId, permission }) => ({ teamId, userId, permission })),
      ],
    },
  });
}

async function send(request: BackendSrvRequest): Promise<unknown> {
  const response: FetchResponse<unknown> = await lastAnswer(
    getBackendSrv()
      .fetch<unknown>({ method: 'GET', ...QUIETLY, ...request })
      .pipe(timeout({ first: request.method === 'POST' ? WRITE_WITHIN_MS : READ_WITHIN_MS }))
  );
  return response.data;
}

type Doing = 'read' | 'save' | 'protect';

/** What could not be done. */
function failedAt(doing: Doing): string {
  switch (doing) {
    case 'read':
      return t('setup.storage.not-read', 'The saved settings could not be read');
    case 'save':
      return t('setup.storage.not-saved', 'The settings could not be saved');
    case 'protect':
      return t('setup.storage.not-protected', 'Editors can still change the settings');
  }
}

/** What could not be done, and why. */
function failedBecause(doing: Doing, reason: string): string {
  return t('setup.storage.because', '{{what}}: {{reason}}', { what: failedAt(doing), reason });
}

function describe(error: unknown, doing: Doing): Failure {
  if (error instanceof TelemetryError) {
    return error.failure;
  }
  const { status, statusText, message, data } = error as {
    status?: number;
    statusText?: string;
    message?: string;
    data?: { message?: string };
  };
  if (status === 401 || status === 403) {
    return {
      kind: 'forbidden',
      message: failedBecause(doing, t('setup.storage.forbidden', 'you do not have permission')),
      advice: t(
        'setup.storage.forbidden-advice',
        'Ask an admin for permission to see the dashboard “{{dashboard}}”, or to make the change',
        { dashboard: SETUP_DASHBOARD_TITLE }
      ),
    };
  }
  const reason = data?.message ?? message ?? statusText;
  return {
    kind: 'failed',
    message: reason ? failedBecause(doing, reason) : failedAt(doing),
    advice: t('setup.storage.failed-advice', 'Try again. If it keeps failing, ask an admin to check the Grafana log'),
  };
}
