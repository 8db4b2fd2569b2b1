import { divideRounded } from "@/lib/billing/rules";

/** Standard rates of value added tax within the European Union, in hundredths of a percent. Source: Taxes in Europe Database, 2026. */
const UNION_RATES: Record<string, number> = {
  AT: 20_00,
  BE: 21_00,
  BG: 20_00,
  CY: 19_00,
  CZ: 21_00,
  DE: 19_00,
  DK: 25_00,
  EE: 24_00,
  ES: 21_00,
  FI: 25_50,
  FR: 20_00,
  GR: 24_00,
  HR: 25_00,
  HU: 27_00,
  IE: 23_00,
  IT: 22_00,
  LT: 21_00,
  LU: 17_00,
  LV: 21_00,
  MT: 18_00,
  NL: 21_00,
  PL: 23_00,
  PT: 23_00,
  RO: 21_00,
  SE: 25_00,
  SI: 22_00,
  SK: 23_00,
};

/** Of other countries a seller of that country charges its own rate at home. */
const HOME_RATES: Record<string, number> = { ...UNION_RATES, CH: 8_10, GB: 20_00, NO: 25_00 };

type TaxCase = {
  /** Null where the seller is registered nowhere. */
  sellerCountry: string | null;
  buyerCountry: string | null;
  buyerTaxId: string | null;
};

type Tax = { rate: number; note: string };

/**
 * At home the seller's rate; within the Union none for a business that gave its tax number, who accounts for the tax
 * itself, and the buyer's rate for everyone else; outside none. Source: directive 2006/112/EC, articles 44, 58 and 196.
 */
export function taxFor({ sellerCountry, buyerCountry, buyerTaxId }: TaxCase): Tax {
  if (!sellerCountry || !buyerCountry) return { rate: 0, note: "No tax is charged." };
  const home = HOME_RATES[sellerCountry];
  if (buyerCountry === sellerCountry)
    return home === undefined
      ? { rate: 0, note: "No tax is charged." }
      : { rate: home, note: `Tax of ${buyerCountry}` };
  const abroad = UNION_RATES[buyerCountry];
  if (UNION_RATES[sellerCountry] === undefined || abroad === undefined)
    return { rate: 0, note: "Not taxable in the seller's country." };
  return buyerTaxId
    ? { rate: 0, note: "Reverse charge: the recipient accounts for the tax." }
    : { rate: abroad, note: `Tax of ${buyerCountry}` };
}

/** In minor units, once for the sum of an invoice; halves are rounded away from zero. */
export const taxOn = (subtotal: number, rate: number): number =>
  divideRounded(BigInt(subtotal) * BigInt(rate), 100_00n);

/** ISO 3166: every country and territory where people live. */
export const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

/** What tax numbers look like, by country, with an example. Elsewhere anything that has digits may be one. */
const TAX_IDS: Record<string, { pattern: RegExp; example: string }> = {
  AT: { pattern: /^ATU\d{8}$/, example: "ATU12345678" },
  AU: { pattern: /^\d{11}$/, example: "51824753556" },
  BE: { pattern: /^BE[01]\d{9}$/, example: "BE0123456789" },
  BG: { pattern: /^BG\d{9,10}$/, example: "BG123456789" },
  CA: { pattern: /^\d{9}(RT\d{4})?$/, example: "123456789RT0001" },
  CH: { pattern: /^CHE\d{9}(MWST|TVA|IVA)?$/, example: "CHE123456789MWST" },
  CY: { pattern: /^CY\d{8}[A-Z]$/, example: "CY12345678X" },
  CZ: { pattern: /^CZ\d{8,10}$/, example: "CZ12345678" },
  DE: { pattern: /^DE\d{9}$/, example: "DE123456789" },
  DK: { pattern: /^DK\d{8}$/, example: "DK12345678" },
  EE: { pattern: /^EE\d{9}$/, example: "EE123456789" },
  ES: { pattern: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/, example: "ESX12345678" },
  FI: { pattern: /^FI\d{8}$/, example: "FI12345678" },
  FR: { pattern: /^FR[A-Z0-9]{2}\d{9}$/, example: "FR12345678901" },
  GB: { pattern: /^GB(\d{9}|\d{12}|(GD|HA)\d{3})$/, example: "GB123456789" },
  GR: { pattern: /^EL\d{9}$/, example: "EL123456789" },
  HR: { pattern: /^HR\d{11}$/, example: "HR12345678901" },
  HU: { pattern: /^HU\d{8}$/, example: "HU12345678" },
  IE: { pattern: /^IE(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, example: "IE1234567FA" },
  IN: { pattern: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]$/, example: "22AAAAA0000A1Z5" },
  IT: { pattern: /^IT\d{11}$/, example: "IT12345678901" },
  JP: { pattern: /^T\d{13}$/, example: "T1234567890123" },
  LT: { pattern: /^LT(\d{9}|\d{12})$/, example: "LT123456789" },
  LU: { pattern: /^LU\d{8}$/, example: "LU12345678" },
  LV: { pattern: /^LV\d{11}$/, example: "LV12345678901" },
  MT: { pattern: /^MT\d{8}$/, example: "MT12345678" },
  NL: { pattern: /^NL\d{9}B\d{2}$/, example: "NL123456789B01" },
  NO: { pattern: /^\d{9}(MVA)?$/, example: "123456789MVA" },
  PL: { pattern: /^PL\d{10}$/, example: "PL1234567890" },
  PT: { pattern: /^PT\d{9}$/, example: "PT123456789" },
  RO: { pattern: /^RO\d{2,10}$/, example: "RO1234567890" },
  SE: { pattern: /^SE\d{10}01$/, example: "SE123456789001" },
  SI: { pattern: /^SI\d{8}$/, example: "SI12345678" },
  SK: { pattern: /^SK\d{10}$/, example: "SK1234567890" },
  US: { pattern: /^\d{9}$/, example: "12-3456789" },
};

/** Without the blanks, dots and hyphens that people write. */
export const plainTaxId = (text: string): string => text.replaceAll(/[\s.-]/g, "").toUpperCase();

/** Why this cannot be a tax number of the country, or null. */
export function whyNotTaxId(country: string, taxId: string): string | null {
  const known = TAX_IDS[country];
  const fits = known ? known.pattern.test(taxId) : /^(?=.*\d)[A-Z0-9/]{4,24}$/.test(taxId);
  if (fits) return null;
  return known
    ? `A tax number of ${country} looks like ${known.example}.`
    : "A tax number has 4 to 24 letters and digits.";
}
