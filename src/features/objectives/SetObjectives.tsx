import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Text, useStyles2 } from '@grafana/ui';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SettingsState } from '../../datasources/client/settingsStore';
import { classifyFailure, type Failure } from '../../datasources/failure';
import { type ObjectivesContext } from '../../datasources/objectives/askQuestions';
import { overridesFor } from '../../datasources/overrides';
import { isAdmin } from '../../datasources/role';
import { t } from '../../i18n/t';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { AddObjective } from './AddObjective';
import { Proposals } from './Proposals';
import { indicatorText, subjectOf, targetText } from './words';

interface SetObjectivesProps {
  settings: SettingsState;
  context: ObjectivesContext;
  timeZone: string;
  objectives: readonly ServiceLevelObjective[];
  isSample: boolean;
}

/** Over something that could not be read nobody may write; objectives of the sample shop are nobody's to set. */
export function mayChangeObjectives(settings: SettingsState, isSample: boolean): boolean {
  return isAdmin() && !isSample && settings.failure === undefined;
}

/** Where an admin sets objectives; everybody may see what others would have been met. */
export function SetObjectives({ settings, context, timeZone, objectives, isSample }: SetObjectivesProps) {
  const styles = useStyles2(getStyles);
  const { settings: store } = useTelemetryClient();
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const mayChange = mayChangeObjectives(settings, isSample);

  const save = async (wanted: ServiceLevelObjective[]): Promise<boolean> => {
    setSaving(true);
    setFailure(undefined);
    try {
      const { provisioned, saved } = settings;
      await store.save(overridesFor(provisioned, { ...settings.settings, serviceLevelObjectives: wanted }), saved);
      return true;
    } catch (error) {
      setFailure(classifyFailure(error, 'Grafana'));
      return false;
    } finally {
      setSaving(false);
    }
  };
  const add = mayChange ? (objective: ServiceLevelObjective) => save([...objectives, objective]) : undefined;

  return (
    <section className={styles.section} aria-label={t('objectives.set.title', 'Set objectives')}>
      <Text element="h2" variant="h5">
        {t('objectives.set.title', 'Set objectives')}
      </Text>
      {!mayChange && (
        <Text color="secondary" variant="bodySmall" element="p">
          {isSample
            ? t('objectives.set.sample', 'These are objectives of the sample shop')
            : isAdmin()
              ? t('objectives.set.unread', 'Objectives cannot be changed until the settings can be read')
              : t('objectives.set.read-only', 'Only admins can change objectives')}
        </Text>
      )}
      {failure && <StatusMessage {...failure} />}
      {mayChange && objectives.length > 0 && (
        <ul className={styles.list}>
          {objectives.map((one) => {
            const name = t('objectives.set.one', '{{subject}} · {{indicator}} · {{target}}', {
              subject: subjectOf(one),
              indicator: indicatorText(one),
              target: targetText(one),
            });
            return (
              <li key={objectiveId(one)} className={styles.one}>
                {name}
                <IconButton
                  name="trash-alt"
                  aria-label={t('objectives.set.remove', 'Remove objective {{objective}}', { objective: name })}
                  disabled={isSaving}
                  onClick={() => void save(objectives.filter((other) => other !== one))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <Proposals context={context} timeZone={timeZone} objectives={objectives} onAdd={add} isSaving={isSaving} />
      {add && <AddObjective objectives={objectives} onAdd={add} isSaving={isSaving} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), alignItems: 'flex-start' }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  one: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), minHeight: theme.spacing(3) }),
});
