import { type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { type Observable, of, throwError } from 'rxjs';

interface Permission {
  role?: string;
  userId?: number;
  teamId?: number;
  permission: number;
}

/**
 * The part of Grafana's API that keeps the set-up, in memory: it answers as Grafana 12.4 was seen to answer, statuses
 * and bodies included.
 */
export class FakeSetupApi {
  dashboard?: { version: number; folderUid: string; json: Record<string, unknown> };
  permissions: Permission[] = [];
  role: 'Admin' | 'Editor' | 'Viewer' = 'Admin';
  /** Every request as `METHOD url`, in order. */
  asked: string[] = [];
  /** Statuses to fail with, by the start of `METHOD url`. */
  failing: Record<string, number> = {};

  readonly backendSrv = { fetch: (request: BackendSrvRequest) => this.answer(request) } as Pick<BackendSrv, 'fetch'>;

  private answer(request: BackendSrvRequest): Observable<FetchResponse<unknown>> {
    const call = `${request.method ?? 'GET'} ${request.url}`;
    this.asked.push(call);
    const failing = Object.keys(this.failing).find((start) => call.startsWith(start));
    if (failing !== undefined) {
      return refuse(this.failing[failing] ?? 500, 'out of order');
    }
    switch (call) {
      case 'GET /api/search':
        return answer(this.dashboard ? [{ uid: 'tillwatch-setup' }] : []);
      case 'GET /api/dashboards/uid/tillwatch-setup':
        return this.dashboard ? answer(this.read(this.dashboard)) : refuse(404, 'Dashboard not found');
      case 'POST /api/dashboards/db':
        return this.save(request.data as { dashboard: Record<string, unknown>; folderUid: string });
      case 'GET /api/dashboards/uid/tillwatch-setup/permissions':
        return this.role === 'Admin' ? answer(this.permissions) : refuse(403, 'Access denied');
      case 'POST /api/dashboards/uid/tillwatch-setup/permissions':
        this.permissions = (request.data as { items: Permission[] }).items;
        return answer({ message: 'Dashboard permissions updated' });
      default:
        return refuse(404, `The fake does not know ${call}`);
    }
  }

  private read({ version, folderUid, json }: NonNullable<FakeSetupApi['dashboard']>) {
    const meta = {
      url: '/d/tillwatch-setup/tillwatch-setup',
      folderUid,
      canSave: this.maySave(),
      updatedBy: version === 1 ? 'Anonymous' : 'otto',
      updated: '2026-11-20T10:00:00Z',
    };
    return { dashboard: { ...json, version }, meta };
  }

  private save({ dashboard, folderUid }: { dashboard: Record<string, unknown>; folderUid: string }) {
    if (!this.maySave()) {
      return refuse(403, 'Access denied to save dashboard');
    }
    if (dashboard.version !== (this.dashboard?.version ?? 0)) {
      return refuse(412, 'The dashboard has been changed by someone else');
    }
    if (!this.dashboard) {
      this.permissions = [
        { userId: 1, permission: 4 },
        { role: 'Editor', permission: 2 },
        { role: 'Viewer', permission: 1 },
      ];
    }
    const version = (this.dashboard?.version ?? 0) + 1;
    this.dashboard = { version, folderUid, json: JSON.parse(JSON.stringify(dashboard)) as Record<string, unknown> };
    return answer({ status: 'success', version });
  }

  private maySave(): boolean {
    const byRole = this.permissions.find(({ role }) => role === this.role);
    return this.role === 'Admin' || (this.dashboard ? (byRole?.permission ?? 0) > 1 : this.role === 'Editor');
  }
}

function answer(data: unknown): Observable<FetchResponse<unknown>> {
  return of({ data } as FetchResponse<unknown>);
}

function refuse(status: number, message: string): Observable<FetchResponse<unknown>> {
  return throwError(() => ({ status, data: { message } }));
}
