import { type Computed, type ComputingRequest } from '../changes/computing';
import { type causesWorker } from '../changes/causesWorker';

/** Computes what changed, and why. What does it is loaded when it is first asked. */
export class CauseComputing {
  private worker: Promise<ReturnType<typeof causesWorker>> | undefined;

  /**
   * What changed in a case, without holding up the page.
   * @throws the signal's reason when it is aborted
   */
  async compute(request: ComputingRequest, signal?: AbortSignal): Promise<Computed> {
    this.worker ??= load().catch((error: unknown) => {
      // What could not be loaded is tried anew.
      this.worker = undefined;
      throw error;
    });
    return (await this.worker).ask(request, signal);
  }
}

async function load(): Promise<ReturnType<typeof causesWorker>> {
  return (await import('../changes/causesWorker')).causesWorker();
}
