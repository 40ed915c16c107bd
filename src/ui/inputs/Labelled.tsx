import React, { type ReactNode, useId } from 'react';
import { visuallyHidden } from '../visuallyHidden';

interface LabelledProps {
  label: string;
  /** Given the id for `aria-labelledby`: Grafana's boxes to choose from take no name of their own. */
  children: (labelId: string) => ReactNode;
}

/** Names a control for those who listen to the page, where what is seen says enough without. */
export function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <span>
      <span id={id} className={visuallyHidden}>
        {label}
      </span>
      {children(id)}
    </span>
  );
}
