/** The files of a folder by name: how long they are, and which file it is. */
export type FileSizes = Readonly<Record<string, { readonly size: number; readonly inode: number }>>;
