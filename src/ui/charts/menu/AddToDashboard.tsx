import React from 'react';
import { type TimeRange } from '@grafana/data';
import { usePluginComponent } from '@grafana/runtime';
import { Modal } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type DashboardPanel } from './dashboardPanel';

/** What Grafana's form takes: the props of the component that it exposes under this id since 12.4. */
interface FormProps {
  onClose: () => void;
  buildPanel: () => DashboardPanel;
  timeRange?: { raw: { from: string; to: string } };
  options?: { useAbsolutePath: boolean };
}
const FORM = 'grafana/add-to-dashboard-form/v1';

/** Grafana's form for a panel on a dashboard; undefined where this Grafana exposes none. */
export function useDashboardForm(): React.ComponentType<FormProps> | undefined {
  return usePluginComponent<FormProps>(FORM).component ?? undefined;
}

interface AddToDashboardProps {
  form: React.ComponentType<FormProps>;
  panel: DashboardPanel;
  range: TimeRange;
  onClose: () => void;
}

/** Asks on which dashboard a panel is wanted; Grafana does the rest. */
export function AddToDashboard({ form: Form, panel, range: { raw }, onClose }: AddToDashboardProps) {
  // Nothing but plain values: Grafana puts a proxy around what it is given.
  const written = (time: TimeRange['raw']['from']) => (typeof time === 'string' ? time : time.toISOString());
  return (
    <Modal isOpen title={t('ui.menu.add-to-dashboard', 'Add to dashboard')} onDismiss={onClose}>
      <Form
        onClose={onClose}
        buildPanel={() => panel}
        timeRange={{ raw: { from: written(raw.from), to: written(raw.to) } }}
        options={{ useAbsolutePath: true }}
      />
    </Modal>
  );
}
