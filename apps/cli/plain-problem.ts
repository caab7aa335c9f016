/** An end that one line explains: what is wrong and how to mend it. It is printed without a stack. */
export class PlainProblem extends Error {
  override name = "PlainProblem";
}
