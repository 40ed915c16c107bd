/** The ways to run the demo, best first: the whole stack, what this machine has of it, sample data in a browser. */
export const WAYS = ['docker', 'local', 'preview'] as const;
/** A way to run the stack. */
export type Way = (typeof WAYS)[number];

/** What a look at this machine says about one way. */
export interface Finding {
  way: Way;
  works: boolean;
  /** Why it works or does not, and in the latter case what would make it work; half a sentence. */
  because: string;
}

/** Looks whether each way can work; each look is bounded in time and never throws. */
export type Probes = Record<Way, () => Promise<Omit<Finding, 'way'>>>;

/** The outcome of the looks, in the order they were taken. */
export interface Choice {
  /** The way to take, or undefined when none can work. */
  way: Way | undefined;
  findings: Finding[];
}

/**
 * Takes the first way that can work. Ways after it are not looked at.
 * @param wanted the only way to consider, when the user named one
 */
export async function chooseWay(probes: Probes, wanted?: Way): Promise<Choice> {
  const findings: Finding[] = [];
  for (const way of wanted ? [wanted] : WAYS) {
    const finding = { way, ...(await probes[way]()) };
    findings.push(finding);
    if (finding.works) {
      return { way, findings };
    }
  }
  return { way: undefined, findings };
}
