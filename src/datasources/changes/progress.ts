import { type ChangeCase } from '../../analysis/causes/case';
import { isNothing } from '../../analysis/causes/isNothing';
import { type CauseComputing } from '../client/causeComputing';
import { classifyFailure, theDataSource } from '../failure';
import { type Computed } from './computing';
import { type ChangesAnswer, type ChangesQuestion, type ChangesSignal, type SignalState } from './question';

const SIGNALS: readonly ChangesSignal[] = ['metrics', 'traces', 'logs'];

/** What was read so far of what changed. Each thing that was read, or could not be, makes one answer. */
export class ChangesProgress {
  /** What was read. */
  one: ChangeCase;
  /** What came of it. */
  computed: Computed | undefined;

  private readonly asked = performance.now();
  private readonly signals: Record<ChangesSignal, SignalState> = {
    metrics: { state: 'waiting' },
    traces: { state: 'waiting' },
    logs: { state: 'waiting' },
  };
  private readonly begun = new Set<ChangesSignal>();
  /** How much was read by now, and how much of it the last answer rests on. */
  private version = 0;
  private answered = 0;
  private answering: Promise<void> = Promise.resolve();

  /** @param isDeep whether everything is asked, also where metrics say that nothing changed */
  constructor(
    private readonly causes: Pick<CauseComputing, 'compute'>,
    private readonly question: ChangesQuestion,
    private readonly isDeep: boolean,
    private readonly onAnswer: (answer: ChangesAnswer) => void,
    private readonly signal: AbortSignal | undefined
  ) {
    const { before, during, about } = question;
    this.one = { before, during, times: [], series: [], ...(about && { about }) };
  }

  /** Whether metrics were read and say that nothing changed, so that there is nothing to explain. */
  isQuiet(): boolean {
    return (
      !this.isDeep &&
      this.signals.metrics.state === 'read' &&
      this.one.series.length > 0 &&
      this.computed !== undefined &&
      isNothing(this.computed.changed)
    );
  }

  /**
   * Reads one kind of telemetry, and answers anew.
   * @throws the signal's reason when it is aborted
   */
  read(signal: ChangesSignal, ask: () => Promise<Partial<ChangeCase>>): Promise<void> {
    this.begun.add(signal);
    const reading = this.readNow(signal, ask);
    // Whoever waits is told; nobody has to.
    reading.catch(() => undefined);
    return reading;
  }

  private async readNow(signal: ChangesSignal, ask: () => Promise<Partial<ChangeCase>>): Promise<void> {
    try {
      const part = await ask();
      this.signal?.throwIfAborted();
      this.one = { ...this.one, ...part };
      this.signals[signal] = { state: 'read' };
    } catch (error) {
      this.signal?.throwIfAborted();
      this.signals[signal] = stateOf(error);
    }
    this.version++;
    const before = this.answering;
    const answer = before.then(() => this.answer());
    this.answering = answer.catch(() => undefined);
    return answer;
  }

  /** One after another; what was read in the meantime is in the next answer. */
  private async answer(): Promise<void> {
    if (this.answered === this.version) {
      return;
    }
    this.answered = this.version;
    const { question, one } = this;
    const [read, signals] = [this.signals, { ...this.signals }];
    const { service, about } = question;
    const computed = await this.causes.compute({ one, service: about ? undefined : service }, this.signal);
    this.signal?.throwIfAborted();
    this.computed = computed;
    if (this.isQuiet()) {
      for (const left of SIGNALS.filter((each) => !this.begun.has(each))) {
        signals[left] = read[left] = { state: 'unasked' };
      }
    }
    const { before, during } = one;
    this.onAnswer({
      question: { ...question, before, during },
      ...(before.from > question.before.from && { dataSince: before.from }),
      signals,
      changed: computed.changed,
      one,
      took: performance.now() - this.asked,
    });
  }
}

/** Where nobody is there to ask, nothing is wrong. */
function stateOf(error: unknown): SignalState {
  const failure = classifyFailure(error, theDataSource());
  return failure.kind === 'absent' ? { state: 'missing' } : { state: 'failed', failure };
}
