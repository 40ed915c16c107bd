import type { Telemetry } from '../telemetry/types.ts';
import type { Incident } from './types.ts';

const SHARE = 0.35;

/** The places in a shop's code that a bad version breaks. */
export interface Bugs {
  /** Called before a cart changes; throws when the bug strikes. */
  beforeCartChange: () => void;
}

/** The next version is rolled out with a bug in one route; at the end it is rolled back. */
export class BadDeploy implements Incident {
  readonly name = 'bad-deploy';
  readonly #telemetry: Telemetry;
  readonly #onDeploy: (version: string) => void;
  readonly #bugs: Bugs;

  /** @param onDeploy told every version that is rolled out. */
  constructor(telemetry: Telemetry, onDeploy: (version: string) => void, bugs: Bugs) {
    this.#telemetry = telemetry;
    this.#onDeploy = onDeploy;
    this.#bugs = bugs;
  }

  async begin() {
    const before = this.#telemetry.version;
    const next = nextMinor(before);
    this.#deploy(next);
    this.#bugs.beforeCartChange = forgottenCheck;
    return {
      effect: {
        route: 'POST /cart/items',
        attribute: { 'service.version': next },
        effect: {
          description: `Version ${next} replaces ${before}; ${SHARE * 100} % of POST /cart/items fail with a TypeError.`,
          share: SHARE,
          status: 500,
          version: next,
          metric: 'shop_build_info',
        },
        seen_at: [],
      },
      end: async () => {
        this.#bugs.beforeCartChange = noBug;
        this.#deploy(before);
      },
    };
  }

  #deploy(version: string): void {
    this.#telemetry.deploy(version);
    this.#onDeploy(version);
  }
}

/** No bug at all. */
export const noBug = (): void => undefined;

/** @throws TypeError in some calls: the kind of error that a forgotten null check makes. */
function forgottenCheck(): void {
  const discount: { percent: number } | undefined = Math.random() < SHARE ? undefined : { percent: 0 };
  void (discount as { percent: number }).percent;
}

/** `1.8.2` becomes `1.9.0`; what is not a version of that form gets a suffix. */
export function nextMinor(version: string): string {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  return major === undefined || minor === undefined ? `${version}-next` : `${major}.${Number(minor) + 1}.0`;
}
