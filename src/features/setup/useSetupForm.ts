import { useMemo, useState } from 'react';
import { type JoinOverride } from '../../correlation/joins';
import { classifyFailure, type Failure, TelemetryError } from '../../datasources/failure';
import { overridesFor } from '../../datasources/overrides';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SettingsState } from '../../datasources/client/settingsStore';
import { SetupConflict } from '../../datasources/setupStorage';
import { type MappableMeasure } from '../../telemetry/measures';
import { type FormErrors, formOf, nextKey, readForm, type SetupForm, usualType } from './form';

/** What came of the last attempt to save. */
export type Outcome = { kind: 'saved' } | { kind: 'conflict'; failure: Failure } | { kind: 'failed'; failure: Failure };

export interface SetupFormState {
  form: SetupForm;
  /** The settings that the form was filled with, and rests on. */
  basis: SettingsState;
  errors: FormErrors;
  isDirty: boolean;
  isSaving: boolean;
  outcome?: Outcome;
  /** The key of a mapping that was just added, to be focused. */
  addedMapping?: number;
  /** The key of the service whose names were last asked to be set, to be focused. */
  addedJoin?: number;
  change: (part: Partial<SetupForm>) => void;
  addMapping: (measure: MappableMeasure) => void;
  /** Lets one set the names of a service in logs and traces; those given are filled in. */
  nameService: (service: string, names?: Omit<JoinOverride, 'service'>) => void;
  save: () => Promise<void>;
  /** Throws away what was typed, and fills the form with what holds now. */
  discard: () => void;
  /** Fills the form with what is provisioned; saving it then removes all overrides. */
  useProvisioned: () => void;
}

/** The set-up form: what is typed, what is wrong with it, and the way to save it. */
export function useSetupForm(state: SettingsState): SetupFormState {
  const { settings, identities } = useTelemetryClient();
  // Only what is being typed is kept, with what it rests on: until then, the form shows whatever holds.
  const [typed, setTyped] = useState<{ form: SetupForm; basis: SettingsState }>();
  const [isSaving, setSaving] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [addedMapping, setAddedMapping] = useState<number>();
  const [addedJoin, setAddedJoin] = useState<number>();

  const basis = typed?.basis ?? state;
  const original = useMemo(() => formOf(basis.settings), [basis]);
  const form = typed?.form ?? original;
  const isDirty = useMemo(() => JSON.stringify(form) !== JSON.stringify(original), [form, original]);
  const read = useMemo(() => readForm(form, basis.settings), [form, basis]);

  const change = (part: Partial<SetupForm>) => {
    setTyped({ form: { ...form, ...part }, basis });
    setOutcome(undefined);
  };
  const forgetTyped = () => {
    setTyped(undefined);
    setTried(false);
    setAddedMapping(undefined);
    setAddedJoin(undefined);
  };

  const save = async () => {
    setTried(true);
    setOutcome(undefined);
    if ('errors' in read) {
      return;
    }
    setSaving(true);
    try {
      await settings.save(overridesFor(basis.provisioned, read.settings), basis.saved);
      identities.clear();
      forgetTyped();
      setOutcome({ kind: 'saved' });
    } catch (error) {
      const failure = error instanceof TelemetryError ? error.failure : classifyFailure(error, 'Grafana');
      setOutcome({ kind: error instanceof SetupConflict ? 'conflict' : 'failed', failure });
    }
    setSaving(false);
  };

  return {
    form,
    basis,
    // Nobody wants to be told that a row is incomplete while filling it in.
    errors: wasTried && 'errors' in read ? read.errors : {},
    isDirty,
    isSaving,
    outcome,
    addedMapping,
    addedJoin,
    change,
    addMapping: (measure) => {
      const key = nextKey(form.business);
      change({ business: [...form.business, { key, measure, metric: '', type: usualType(measure) }] });
      setAddedMapping(key);
    },
    nameService: (service, names = {}) => {
      const known = service === '' ? undefined : form.joins.find((row) => row.service === service);
      const row = { key: known?.key ?? nextKey(form.joins), ...known, service, ...names };
      change({ joins: known ? form.joins.map((one) => (one === known ? row : one)) : [...form.joins, row] });
      setAddedJoin(row.key);
    },
    save,
    discard: () => {
      setOutcome(undefined);
      forgetTyped();
    },
    useProvisioned: () => change(formOf(basis.provisioned)),
  };
}
