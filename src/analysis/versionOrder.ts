interface Version {
  numbers: number[];
  /** Identifiers of a pre-release; none for a release. */
  before: string[];
}

/**
 * Which of two versions is later, by the precedence of Semantic Versioning 2.0.0 (section 11), for versions of two to
 * four numbers, with or without a `v`. What follows a `+` does not count.
 * @returns below 0 where `a` is the earlier one, above 0 where it is the later; undefined where either is none such
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [one, other] = [read(a), read(b)];
  if (!one || !other) {
    return undefined;
  }
  for (let i = 0; i < Math.max(one.numbers.length, other.numbers.length); i++) {
    const difference = (one.numbers[i] ?? 0) - (other.numbers[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  // A release comes after all of its pre-releases.
  if (one.before.length === 0 || other.before.length === 0) {
    return other.before.length - one.before.length;
  }
  return compareIdentifiers(one.before, other.before);
}

function read(text: string): Version | undefined {
  const [, numbers, before] = /^v?(\d{1,9}(?:\.\d{1,9}){1,3})(?:-([\w.-]+))?(?:\+[\w.-]*)?$/i.exec(text.trim()) ?? [];
  return numbers === undefined
    ? undefined
    : { numbers: numbers.split('.').map(Number), before: before === undefined ? [] : before.split('.') };
}

function compareIdentifiers(one: readonly string[], other: readonly string[]): number {
  for (const [i, a] of one.entries()) {
    const b = other[i];
    if (b === undefined) {
      return 1;
    }
    const [isNumber, isOtherNumber] = [a, b].map((text) => /^\d+$/.test(text));
    // Numbers come before words.
    const difference =
      isNumber && isOtherNumber
        ? Number(a) - Number(b)
        : isNumber
          ? -1
          : isOtherNumber
            ? 1
            : a < b
              ? -1
              : a > b
                ? 1
                : 0;
    if (difference !== 0) {
      return difference;
    }
  }
  return one.length - other.length;
}
