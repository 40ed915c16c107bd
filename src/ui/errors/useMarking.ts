import { useState } from 'react';
import { config } from '@grafana/runtime';
import { type ErrorMark } from '../../analysis/errors/errorMark';
import { useTelemetryClient } from '../../datasources/client/context';
import { type MarkChange, saveMark } from '../../datasources/errors/marks';
import { classifyFailure, type Failure } from '../../datasources/failure';
import { isAdmin } from '../../datasources/role';
import { t, tCount } from '../../i18n/t';
import { type MarkAs } from './MarkForm';
import { type ErrorsOverTime } from './useErrorsOverTime';

/** How errors of a table are marked, one at a time. */
export interface MarkingState {
  /** Why the user cannot mark errors; undefined where they can. */
  refusal?: string;
  /** The error whose actions are open, by its fingerprint, and the form for one of them where that was chosen. */
  opened?: { error: string; as?: MarkAs };
  open: (error: string, as?: MarkAs) => void;
  close: () => void;
  isSaving: boolean;
  mark: (mark: ErrorMark) => void;
  reopen: (error: string) => void;
  failure?: Failure;
  /** What was dropped to make room, in words. */
  notice?: string;
  /** Login of the user, where Grafana tells. */
  user: string | undefined;
}

/** Over something that could not be read nobody may write; marks of the sample shop are nobody's to set. */
export function useMarking({ settings, isSample }: Pick<ErrorsOverTime, 'settings' | 'isSample'>): MarkingState {
  const { settings: store } = useTelemetryClient();
  const [opened, setOpened] = useState<MarkingState['opened']>();
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [dropped, setDropped] = useState(0);

  const save = async (change: MarkChange) => {
    if (!settings) {
      return;
    }
    setSaving(true);
    setFailure(undefined);
    try {
      setDropped(await saveMark(store, settings, change));
      setOpened(undefined);
    } catch (error) {
      setFailure(classifyFailure(error, 'Grafana'));
    } finally {
      setSaving(false);
    }
  };
  // What went wrong with one error says nothing of the next that is opened.
  const show = (next: MarkingState['opened']) => {
    setFailure(undefined);
    setOpened(next);
  };
  const login = config.bootData?.user?.login;
  return {
    refusal: refusalOf(settings, isSample),
    opened,
    open: (error, as) => show({ error, as }),
    close: () => show(undefined),
    isSaving,
    mark: (mark) => void save({ mark }),
    reopen: (error) => void save({ reopen: error }),
    failure,
    notice:
      dropped > 0
        ? tCount('ui.errors.dropped', dropped, {
            one: 'The oldest mark was dropped: no more are kept',
            other: 'The oldest {{count}} marks were dropped: no more are kept',
          })
        : undefined,
    user: login === undefined || login === '' ? undefined : login,
  };
}

function refusalOf(settings: ErrorsOverTime['settings'], isSample: boolean): string | undefined {
  if (isSample) {
    return t('ui.errors.refused.sample', 'These are marks of the sample shop');
  }
  if (!isAdmin()) {
    return t('ui.errors.refused.role', 'Only admins can mark errors');
  }
  return settings === undefined || settings.failure
    ? t('ui.errors.refused.unread', 'Errors cannot be marked until the settings can be read')
    : undefined;
}
