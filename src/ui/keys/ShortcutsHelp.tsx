import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Modal, Text, ToolbarButton, useStyles2 } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import { changesUrl } from '../../correlation/pageUrls/changes';
import { PATHS } from '../../correlation/routes';
import { sharedPart } from '../../correlation/sharedUrlState';
import { t } from '../../i18n/t';
import { Toggle } from '../inputs/Toggle';
import { goTo } from '../links/links';
import { Key } from './Key';
import { arePageKeysOn, setPageKeys, usePageKeys } from './pageKeys';
import { localShortcuts, pageShortcuts, type ShortcutGroup } from './shortcuts';

/** What changed over the time that one looks at, of the service that the page is of. */
function goToChanges(): void {
  const { search } = locationService.getLocation();
  const service = new URLSearchParams(search).get('service') ?? '';
  goTo(changesUrl.write({ service }), sharedPart(search));
}

/** Whether what one looks at can be trusted. */
function goToStack(): void {
  goTo({ path: PATHS.stack, params: [] }, sharedPart(locationService.getLocation().search));
}

/**
 * A button for the keys that there are. It has none itself: `?` is Grafana's own. Keys that act wherever the focus is
 * are turned off there.
 */
export function ShortcutsHelp() {
  const [isOpen, setOpen] = useState(false);
  usePageKeys('g', 'c', goToChanges);
  usePageKeys('g', 's', goToStack);
  const title = t('ui.keys.title', 'Keyboard shortcuts');
  return (
    <>
      <ToolbarButton
        icon="keyboard"
        variant="canvas"
        tooltip={title}
        aria-label={title}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Modal title={title} isOpen onDismiss={() => setOpen(false)}>
          <Shortcuts />
        </Modal>
      )}
    </>
  );
}

function Shortcuts() {
  const styles = useStyles2(getStyles);
  const [areOn, setOn] = useState(arePageKeysOn);
  return (
    <div className={styles.groups}>
      <Group group={pageShortcuts()}>
        <Toggle
          label={t('ui.keys.page-on', 'Use these shortcuts')}
          value={areOn}
          onChange={(isOn) => {
            setPageKeys(isOn);
            setOn(isOn);
          }}
        />
      </Group>
      {localShortcuts().map((group) => (
        <Group key={group.place} group={group} />
      ))}
    </div>
  );
}

function Group({ group: { place, shortcuts }, children }: { group: ShortcutGroup; children?: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <Text element="h3" variant="h6">
        {place}
      </Text>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, action }) => (
          <React.Fragment key={action}>
            <dt>
              {keys.map((key) => (
                <Key key={key} name={key} />
              ))}
            </dt>
            <dd>{action}</dd>
          </React.Fragment>
        ))}
      </dl>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  groups: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  keys: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(22)} minmax(0, 1fr)`,
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(0.5, 0),
    '& dt': { display: 'flex', gap: theme.spacing(0.5), fontWeight: 'inherit' },
    '& dd': { margin: 0 },
  }),
});
