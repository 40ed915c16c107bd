import React, { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useTheme2 } from '@grafana/ui';
import { type ColorSlots, colorSlots, serviceColor } from './serviceColor';

const Slots = createContext<ColorSlots | undefined>(undefined);

interface ServiceColorsProps {
  /** All that are seen in it. */
  services: Iterable<string>;
  children: ReactNode;
}

/** A view in which no two services have the same colour, as long as there are enough. */
export function ServiceColors({ services, children }: ServiceColorsProps) {
  const names = JSON.stringify([...new Set(services)].sort());
  const slots = useMemo(() => colorSlots(JSON.parse(names) as string[]), [names]);
  return <Slots.Provider value={slots}>{children}</Slots.Provider>;
}

/** Colours of services in the view around; outside of any by their names alone. */
export function useServiceColor(): (service: string) => string {
  const theme = useTheme2();
  const slots = useContext(Slots);
  return useCallback((service) => serviceColor(theme, service, slots), [theme, slots]);
}
