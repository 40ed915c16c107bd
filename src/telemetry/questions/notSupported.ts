/** A question that a backend cannot answer, with the reason in words for the user. */
export interface NotSupported {
  notSupported: string;
}
