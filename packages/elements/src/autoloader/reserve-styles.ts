/** Keeps the place of elements that are not defined yet, so that nothing moves when they are. */
export const reserveStyles = `\
fupin-special-area:not(:defined) { display: block; min-block-size: 100rem; }
fupin-product-card:not(:defined) { display: block; min-block-size: 24rem; }
fupin-certification-badge:not(:defined) { display: inline-block; min-block-size: 24px; }
fupin-certificate:not(:defined) { display: block; min-block-size: 34rem; }
fupin-sales-report:not(:defined), fupin-sales-dashboard:not(:defined) { display: block; min-block-size: 40rem; }
`;
