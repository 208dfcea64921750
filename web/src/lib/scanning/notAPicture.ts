/** A photo that is no picture the browser can open. */
export class NotAPicture extends Error {}
