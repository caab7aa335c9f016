/** What a proof tried and what did not come as it must; `told` says more of it in a sentence. */
export type Proof = { tries: number; failures: string[]; told?: string };
