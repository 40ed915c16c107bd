/** The host of an address, as exporters have it: `10.0.0.7` of `http://10.0.0.7:9100`. */
export function hostOfAddress(address: string | undefined): string | undefined {
  return address
    ?.replace(/^\w+:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}
