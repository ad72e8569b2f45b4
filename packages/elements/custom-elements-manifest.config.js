/** The manifest's address in package.json is settled; the analyzer need not write it. */
export default { packagejson: false };
