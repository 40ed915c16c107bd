/** Parts of the report that others lead to. */
export type SectionId = 'data-sources' | 'requests' | 'own-metrics' | 'service-names';

/** The id of a section's heading in the document. */
export function headingIdOf(section: SectionId): string {
  return `setup-${section}`;
}

/**
 * Shows a section, and goes on from there with the keyboard. By code, as Grafana takes an address of a hash alone for
 * one of its pages.
 */
export function goToSection(section: SectionId): void {
  const heading = document.getElementById(headingIdOf(section));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
