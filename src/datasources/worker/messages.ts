/** What a worker says: that it is there, and then one answer. */
export type WorkerReply<A> = { kind: 'ready' } | { kind: 'answer'; answer: A } | { kind: 'failed'; message: string };
