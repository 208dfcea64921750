/** A file that the browser cannot open as a picture. */
export class NotAPicture extends Error {}
