/** The server's list, so that the page is the same however old the browser is. */
export const TIME_ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
