/** Gives an error whose message is all a person needs: the launcher prints it as one line, without a stack. */
export function plainProblem(message) {
  return Object.assign(new Error(message), { isPlain: true });
}
