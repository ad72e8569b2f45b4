/**
 * By when what has to be done about a complaint, and how many one client may make. Whether it is taken up is to be said
 * within 7 working days by the market regulator's rules for consumer complaints (市场监督管理投诉举报处理暂行办法, article
 * 14); here it is 7 days of the calendar, which is never later.
 */
export const complaintRules = {
  acknowledgeWithinDays: 7,
  /** How long contact and order number are kept after a complaint is closed. */
  contactKeptDays: 90,
  /** Complaints from one network address. */
  complaints: { calls: 5, perMs: 3_600_000, clients: 10_000 },
  /** Questions about how a complaint stands, from one network address. */
  followUps: { calls: 30, perMs: 600_000, clients: 10_000 },
} as const;
