/** Acts and jobs of registering, of changing an address, and of leaving. */
export const registrationEn = {
  'activity.act-user.invitation-create': '{who} made an invitation to register',
  'activity.act-user.invitation-revoke': '{who} took back an invitation to register',
  'activity.act-user.email-ask': '{who} asked for another address',
  'activity.act-user.email-link': '{who} made a link for the new address of {what}',
  'activity.act-user.email-cancel': '{who} called off the change of the address of {what}',
  'activity.act-user.email': 'The address of {what} was changed, confirmed at both',
  'activity.act-user.leave': '{who} closed the own account',
  'activity.act-user.return': '{who} opened the own account again',
  'activity.job-registration.mail-link': 'Mail a link that confirms an address',
  'activity.job-registration.resend': 'Mail the link of a registration anew',
  'activity.job-registration.mail-change': 'Mail links for a change of address',
  'activity.job-registration.clean': 'Forget registrations that nobody confirmed',
} as const;
