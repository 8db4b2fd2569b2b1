/** Waits until this server serves nothing any more that a mark covers, with this number or an older one. */
export async function marksApplied(_number: number): Promise<void> {}
