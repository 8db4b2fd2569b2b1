/** Whether the start page had collections when this browser last saw it: what stands for the page cannot know otherwise. */
export const STRIP_COOKIE = "media-collections";
