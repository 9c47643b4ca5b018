/** The content of a successful answer is not what was asked for. The message is a sentence for people. */
export class ContentProblem extends Error {}
