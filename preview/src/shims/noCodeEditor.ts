/** Stands where Grafana's editor of code would be. */
export const loader = { config: () => undefined };

export default function NoCodeEditor() {
  throw new Error('The preview has no editor of code');
}
