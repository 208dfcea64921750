/** What has just been done, in a sentence, and how to undo it where that is possible. */
export type Said = { sentence: string; undo?: () => void };
