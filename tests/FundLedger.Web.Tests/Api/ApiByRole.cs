using System.Text.RegularExpressions;
using FundLedger.People.Roles;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static System.Net.HttpStatusCode;
using static FundLedger.People.Roles.PersonRole;

namespace FundLedger.Web.Tests.Api;

/// <summary>Who may call what: every route of the API, every role. A new route fails here until it says who may.</summary>
public sealed partial class ApiByRole : ApiTest
{
    private static readonly PersonRole[] Readers = [Administrator, FundManager, Approver, Auditor];
    private static readonly PersonRole[] OfAwards = [.. Readers, OrganisationOwner, OrganisationCertifier, OrganisationEditor, OrganisationViewer];
    private static readonly PersonRole[] Savers = [FundManager, Auditor];
    private static readonly PersonRole[] Editors = [OrganisationOwner, OrganisationEditor];

    /// <summary>Of some organisation: who of them writes an application, its team says.</summary>
    private static readonly PersonRole[] Members = [OrganisationOwner, OrganisationCertifier, OrganisationEditor, OrganisationViewer, Auditor];

    private static readonly PersonRole[] All = Enum.GetValues<PersonRole>();

    /// <param name="Roles">Whose token is let in; null for calls without one too.</param>
    /// <param name="Own">What of F1 is asked for; null for a write.</param>
    /// <param name="Other">The same of F2: to somebody whose role is over F1 alone it is not there.</param>
    private sealed record Route(string Pattern, PersonRole[]? Roles, string? Own = null, string? Other = null, string Verb = "GET");

    private const string Preview = "taper/preview?start=2027-01-01&periods=4&shares=100&budget=1200.00";

    private const string Due = "receipts-due?from=2026-01-01&to=2026-01-31";

    private static readonly string NoFile = new('0', 64);

    private static readonly Route[] Table =
    [
        new("funds", Readers, "funds"), new("funds/{code}", Readers, "funds/F1", "funds/F2"), new("funds/{code}", [Administrator], Verb: "PATCH"), new("funds/{code}/balances", Readers, "funds/F1/balances", "funds/F2/balances"),
        new("funds/{code}/positions", Readers, "funds/F1/positions", "funds/F2/positions"), new("funds/{code}/statement", Readers, "funds/F1/statement?from=2026-01-01&to=2026-02-01", "funds/F2/statement?from=2026-01-01&to=2026-02-01"),
        new("entries", Readers, "entries?fund=F1", "entries?fund=F2"), new("entries/{entry:long}", Readers, "entries/2", "entries/3"),
        new("donations", Readers, "donations?fund=F1", "donations?fund=F2"), new("donations", [FundManager], Verb: "POST"), new("donations/{entry:long}/refunds", [FundManager], Verb: "POST"),
        new("seed-money", [FundManager], Verb: "POST"), new("expenses", [FundManager], Verb: "POST"), new("transfers", [FundManager], Verb: "POST"), new("transfers/{entry:long}/settlements", [FundManager], Verb: "POST"), new("reversals", [FundManager], Verb: "POST"),
        new("donors", Readers, "donors"), new("donors/{donor:long}", Readers, "donors/1"),
        new("approvals", All, "approvals"), new("approvals/{proposal:long}", All, "approvals/9999"), new("approvals/{proposal:long}/agree", [Approver], Verb: "POST"), new("approvals/{proposal:long}/refuse", [Approver], Verb: "POST"),
        new("awards", OfAwards, "awards"), new("awards/{number}", OfAwards, "awards/G1-A"), new("tranches", OfAwards, "tranches"), new("awards/{number}/tranches/{no:int}", OfAwards, "awards/G1-A/tranches/1"),
        new("payments", Readers, "payments"), new("work", All, "work"), new("reports", Readers, "reports"),
        new("files", [FundManager, OrganisationOwner, OrganisationCertifier, OrganisationEditor], Verb: "POST"), new("entries/{entry:long}/files/{sha256:length(64)}", Readers, "entries/2/files/" + NoFile),
        new("split-donations", [FundManager], Verb: "POST"), new("interest", [FundManager], Verb: "POST"), new("bank-fees", [FundManager], Verb: "POST"), new("expenses/{entry:long}/payment", [FundManager], Verb: "POST"),
        new("appropriations", Readers, "appropriations"), new("appropriations", [FundManager], Verb: "POST"), new("seed-money/returns", [FundManager], Verb: "POST"), new("seed-money/returns/{entry:long}/payments", [FundManager], Verb: "POST"),
        new("cofunding/requirements", Readers, "cofunding/requirements"), new("cofunding/proofs", Readers, "cofunding/proofs"), new("cofunding/requirements", [FundManager], Verb: "POST"), new("cofunding/proofs", [FundManager], Verb: "POST"), new("cofunding/requirements/{requirement:long}/end", [FundManager], Verb: "POST"),
        new("purpose-changes", [FundManager], Verb: "POST"), new("prior-year-adjustments", [FundManager], Verb: "POST"),
        new("pledges", Readers, "pledges"), new("pledges/{pledge:long}", Readers, "pledges/1"), new("pledges", [FundManager], Verb: "POST"), new("pledges/{pledge:long}/payments", [FundManager], Verb: "POST"),
        new("pledges/{pledge:long}/end", [FundManager], Verb: "POST"),
        new("gifts-in-kind", [FundManager], Verb: "POST"), new("gifts-in-kind/{entry:long}/uses", [FundManager], Verb: "POST"), new("service-gifts", [FundManager], Verb: "POST"),
        new("receipts", Readers, "receipts?year=2026"), new("receipts/{entity}/{receipt}", Readers, "receipts/MAIN/2026-000001"), new("receipts", [FundManager], Verb: "POST"),
        new("receipts/{entity}/{receipt}/fiscal-receipts", [FundManager], Verb: "POST"), new("receipts/{entity}/{receipt}/void", [FundManager], Verb: "POST"),
        new("receipts/{entity}/{receipt}/document/{format}", Savers, "receipts/MAIN/2026-000001/document/json"), new("receipts/{entity}/years/{year:int}/register/{format}", Savers, "receipts/MAIN/years/2026/register/json"),
        new("donors/{donor:long}/years/{year:int}/{format}", Savers, "donors/1/years/2026/json"),
        new("payments/owed", Readers, "payments/owed"), new("payment-files", Readers, "payment-files"), new("payment-files/{order:long}", Readers, "payment-files/1", "payment-files/2"), new("payment-files", [FundManager], Verb: "POST"),
        new("payment-files/{order:long}/bank/{layout}", [FundManager], "payment-files/1/bank/generic", "payment-files/2/bank/generic"), new("payment-files/{order:long}/results", [FundManager], Verb: "POST"),
        new("payees", Readers, "payees"), new("payees", [FundManager], Verb: "POST"),
        // an account is its entity's: to somebody whose role is over one fund there is none
        new("bank/accounts", Readers, "bank/accounts"), new("bank/accounts/{account}", Readers, "bank/accounts/BANK-CNY"), new("bank/accounts/{account}/statements", Readers, "bank/accounts/BANK-CNY/statements"),
        new("bank/accounts/{account}/statements", [FundManager], Verb: "POST"), new("bank/accounts/{account}/lines", Readers, "bank/accounts/BANK-CNY/lines"), new("bank/accounts/{account}/runs/{run:long}", [FundManager], "bank/accounts/BANK-CNY/runs/9999"),
        new("bank/accounts/{account}/reconciliation", Readers, "bank/accounts/BANK-CNY/reconciliation"), new("bank/accounts/{account}/reconciliation-locks", [FundManager], Verb: "POST"), new("bank/accounts/{account}/reconciliation-unlocks", [FundManager], Verb: "POST"),
        new("bank/lines/{line:long}", Readers, "bank/lines/1"), new("bank/lines/{line:long}/matches", [FundManager], Verb: "POST"), new("bank/matches/{match:long}/undo", [FundManager], Verb: "POST"), new("bank/lines/{line:long}/entries", [FundManager], Verb: "POST"),
        new("bank/lines/{line:long}/identification", [FundManager], Verb: "POST"), new("bank/lines/{line:long}/leave-out", [FundManager], Verb: "POST"), new("bank/lines/{line:long}/take-in", [FundManager], Verb: "POST"),
        new("matching", Readers, "matching"), new("matching/{programme}", Readers, "matching/M1", "matching/M2"), new("matching/{programme}/matches", Readers, "matching/M1/matches", "matching/M2/matches"), new("entries/{entry:long}/match", Readers, "entries/2/match"),
        new("matching", [FundManager], Verb: "POST"), new("matching/{programme}/close", [FundManager], Verb: "POST"),
        new("grant-programmes", Readers, "grant-programmes"), new("grant-programmes/{programme}", Readers, "grant-programmes/G1", "grant-programmes/G2"), new("rounds", OfAwards, "rounds"), new("rounds/{round}", Readers, "rounds/G1-1", "rounds/G2-1"),
        new("applications", OfAwards, "applications"), new("applications/{number}", OfAwards, "applications/G1-1-0001", "applications/G2-1-0001"), new("applications/{number}/files/{sha256:length(64)}", OfAwards, "applications/G1-1-0001/files/" + NoFile),
        new("applications", Editors, Verb: "POST"), new("applications/{number}/saves", Members, Verb: "POST"), new("applications/{number}/files/{slot}", Members, Verb: "POST"), new("applications/{number}/files/{slot}/remove", Members, Verb: "POST"),
        new("applications/{number}/submissions", [OrganisationCertifier], Verb: "POST"), new("applications/{number}/withdrawal", [OrganisationOwner, OrganisationCertifier], Verb: "POST"), new("applications/{number}/change-requests", [FundManager], Verb: "POST"),
        new("applications/{number}/reopening", [FundManager], Verb: "POST"), new("applications/{number}/ineligibility", [FundManager], Verb: "POST"), new("applications/{number}/decline", [FundManager], Verb: "POST"),
        new("awards/{number}/reports", OfAwards, "awards/G1-A/reports", "awards/G2-A/reports"), new("awards/{number}/proofs", OfAwards, "awards/G1-A/proofs", "awards/G2-A/proofs"), new("awards/{number}/files/{sha256:length(64)}", OfAwards, "awards/G1-A/files/" + NoFile),
        new("awards/{number}/acceptance", [OrganisationCertifier], Verb: "POST"), new("awards/{number}/reports", Editors, Verb: "POST"), new("awards/{number}/reports/{report:int}/decision", [FundManager], Verb: "POST"), new("awards/{number}/proofs", Editors, Verb: "POST"),
        new("awards/{number}/tranches/{no:int}/hold", [FundManager], Verb: "POST"), new("awards/{number}/tranches/{no:int}/approval", [FundManager], Verb: "POST"), new("awards/{number}/tranches/{no:int}/payments", [FundManager], Verb: "POST"),
        new("awards/{number}/evaluations", [FundManager], Verb: "POST"), new("awards/{number}/completion", [FundManager], Verb: "POST"), new("awards/{number}/end", [FundManager], Verb: "POST"),
        new("grant-programmes", [FundManager], Verb: "POST"), new("grant-programmes/{programme}/terms", Readers, "grant-programmes/G1/terms", "grant-programmes/G2/terms"), new("grant-programmes/{programme}/terms", [FundManager], Verb: "POST"),
        new("grant-board", Readers, "grant-board?round=G1-1", "grant-board?round=G2-1"), new("rounds", [FundManager], Verb: "POST"), new("rounds/{round}/end", [FundManager], Verb: "POST"), new("rounds/{round}/declines", [FundManager], Verb: "POST"),
        new("experts", Readers, "experts"), new("experts/{expert:long}", Readers, "experts/1"), new("expert-candidates", [FundManager], "expert-candidates"), new("experts", [FundManager], Verb: "POST"), new("experts/{expert:long}/changes", [FundManager], Verb: "POST"),
        new("experts/{expert:long}/relations", [FundManager], Verb: "POST"), new("experts/{expert:long}/relations/{relation:long}/remove", [FundManager], Verb: "POST"),
        new("rounds/{round}/reviews", Readers, "rounds/G1-1/reviews", "rounds/G2-1/reviews"), new("rounds/{round}/review-assignments", [FundManager], Verb: "POST"), new("rounds/{round}/review-closing", [FundManager], Verb: "POST"),
        new("applications/{number}/reviews", [FundManager], Verb: "POST"), new("applications/{number}/resident-votes", [FundManager], Verb: "POST"), new("reviews/{review:long}/reopening", [FundManager], Verb: "POST"), new("reviews/{review:long}/take-back", [FundManager], Verb: "POST"),
        // an expert's own: to another expert there is none
        new("reviews", [Expert], "reviews"), new("reviews/{review:long}", [Expert], "reviews/1"), new("reviews/{review:long}/files/{sha256:length(64)}", [Expert], "reviews/1/files/" + NoFile),
        new("reviews/{review:long}/interest", [Expert], Verb: "POST"), new("reviews/{review:long}/saves", [Expert], Verb: "POST"), new("reviews/{review:long}/submission", [Expert], Verb: "POST"),
        new("awards", [FundManager], Verb: "POST"), new("awards/{number}/versions", OfAwards, "awards/G1-A/versions", "awards/G2-A/versions"), new("awards/{number}/amendments", [FundManager], Verb: "POST"), new("awards/{number}/signing", [FundManager], Verb: "POST"),
        new("awards/{number}/objections", OfAwards, "awards/G1-A/objections", "awards/G2-A/objections"), new("awards/{number}/objections", [FundManager, OrganisationOwner, OrganisationEditor, OrganisationCertifier], Verb: "POST"),
        new("awards/{number}/objections/{objection:int}/answer", [FundManager], Verb: "POST"), new("awards/{number}/evaluations", OfAwards, "awards/G1-A/evaluations", "awards/G2-A/evaluations"),
        new("awards/{number}/evaluations/{evaluation:int}/conditions-met", [FundManager], Verb: "POST"), new("awards/{number}/clawbacks", OfAwards, "awards/G1-A/clawbacks", "awards/G2-A/clawbacks"), new("awards/{number}/clawbacks", [FundManager], Verb: "POST"),
        new("awards/{number}/clawbacks/{clawback:int}/repayments", [FundManager], Verb: "POST"),
        new("spaces/{space}/blueprint", [FundManager], Verb: "POST"), new("operating-results/sheets", [FundManager, .. Editors], Verb: "POST"),
        new("spaces/{space}/return-rules", OfAwards, "spaces/S-T1/return-rules", "spaces/S-T2/return-rules"), new("spaces/{space}/return-rules", [FundManager], Verb: "POST"), new("spaces/{space}/returns", OfAwards, "spaces/S-T1/returns", "spaces/S-T2/returns"),
        new("spaces/{space}/returns/{period}/receipts", [FundManager], Verb: "POST"), new("spaces/{space}/returns/{period}/write-offs", [FundManager], Verb: "POST"), new("spaces/{space}/services", OfAwards, "spaces/S-T1/services", "spaces/S-T2/services"),
        new("spaces/{space}/services", [FundManager], Verb: "POST"), new("spaces/{space}/services/{no:int}/deliveries", [FundManager], Verb: "POST"), new("spaces/{space}/services/{no:int}/write-offs", [FundManager], Verb: "POST"),
        new("taper/plans", [FundManager], Verb: "POST"), new("taper/plans/{plan}/versions", OfAwards, "taper/plans/T1/versions", "taper/plans/T2/versions"), new("taper/plans/{plan}/amendments", [FundManager], Verb: "POST"),
        new("taper/plans/{plan}/years/{year:int}/approval", [FundManager], Verb: "POST"), new("taper/plans/{plan}/review-decision", [FundManager], Verb: "POST"), new("taper/plans/{plan}/end", [FundManager], Verb: "POST"),
        new("taper/plans/{plan}/periods/{no:int}/cancellation", [FundManager], Verb: "POST"),
        new("organisations", Readers, "organisations"), new("organisations/{code}", OfAwards, "organisations/ORG"), new("needs", OfAwards, "needs"), new("needs/{code}", OfAwards, "needs/N1"), new("offers", OfAwards, "offers"), new("offers/{code}", OfAwards, "offers/S1"),
        new("spaces", OfAwards, "spaces"), new("spaces/{space}", OfAwards, "spaces/S-T1", "spaces/S-T2"), new("spaces/{space}/results", OfAwards, "spaces/S-T1/results", "spaces/S-T2/results"), new("spaces/{space}/blueprint", OfAwards, "spaces/S-T1/blueprint", "spaces/S-T2/blueprint"),
        new("spaces/{space}/results", [FundManager, .. Editors], Verb: "POST"), new("spaces/{space}/result-decisions", [FundManager], Verb: "POST"),
        new("taper", OfAwards, "taper"), new("taper/plans/{plan}", OfAwards, "taper/plans/T1", "taper/plans/T2"), new("taper/preview", [FundManager], Preview + "&fund=F1", Preview + "&fund=F2"),
        new("taper/plans/{plan}/periods/{no:int}/hold", [FundManager], Verb: "POST"), new("taper/plans/{plan}/periods/{no:int}/payments", [FundManager], Verb: "POST"),
        new("surveys", Readers, "surveys"), new("surveys/{code}", Readers, "surveys/V1", "surveys/V2"),
        new("periods", Readers, "periods"), new("periods/closings", [FundManager], Verb: "POST"), new("periods/reopenings", [FundManager], Verb: "POST"), new("disclosures", Readers, "disclosures"),
        new("audit-queries", Savers, "audit-queries"), new("audit-queries/{query:long}", Savers, "audit-queries/1", "audit-queries/2"), new("audit-queries", [Auditor], Verb: "POST"), new("audit-queries/{query:long}/answers", [FundManager], Verb: "POST"),
        new("audit-queries/{query:long}/questions", [Auditor], Verb: "POST"), new("audit-queries/{query:long}/conclusion", [Auditor], Verb: "POST"),
        new("bank/accounts", [Administrator], Verb: "POST"), new("bank/accounts/{account}/rules", Readers, "bank/accounts/BANK-CNY/rules"), new("bank/accounts/{account}/rules", [FundManager], Verb: "POST"),
        new("bank/accounts/{account}/rules/{rule:long}/versions", [FundManager], Verb: "POST"), new("bank/accounts/{account}/rules/{rule:long}/off", [FundManager], Verb: "POST"), new("bank/accounts/{account}/rules/{rule:long}/on", [FundManager], Verb: "POST"),
        new("bank/accounts/{account}/match-trial", [FundManager], "bank/accounts/BANK-CNY/match-trial"), new("bank/accounts/{account}/runs", [FundManager], "bank/accounts/BANK-CNY/runs"), new("bank/accounts/{account}/runs", [FundManager], Verb: "POST"),
        new("bank/accounts/{account}/matches", [FundManager], Verb: "POST"), new("bank/accounts/{account}/runs/{run:long}/stop", [FundManager], Verb: "POST"), new("bank/accounts/{account}/runs/{run:long}/start", [FundManager], Verb: "POST"),
        new("funds", [Administrator], Verb: "POST"), new("funds/{code}/publicity", [FundManager], "funds/F1/publicity", "funds/F2/publicity"), new("funds/{code}/publicity", [FundManager], Verb: "POST"),
        new("funds/{code}/closing", [Administrator], "funds/F1/closing", "funds/F2/closing"), new("funds/{code}/closing", [Administrator], Verb: "POST"), new("funds/{code}/reopening", [Administrator], Verb: "POST"),
        new("budgets", Readers, "budgets"), new("budgets", [FundManager], Verb: "POST"), new("donation-batches", [FundManager], Verb: "POST"), new("appropriations/documents", [FundManager], Verb: "POST"),
        new("donor-duplicates", Readers, "donor-duplicates"), new("donors/{donor:long}/merge", [FundManager], Verb: "POST"), new("donors/{donor:long}/part", [FundManager], Verb: "POST"),
        new("related-parties", Readers, "related-parties"), new("related-parties", [FundManager], Verb: "POST"), new("related-parties/{relation:long}/end", [FundManager], Verb: "POST"), new("matching/{programme}/rules", [FundManager], Verb: "POST"),
        new("receipts-due", [FundManager], Due + "&fund=F1", Due + "&fund=F2"), new("receipts-due", [FundManager], Verb: "POST"),
        new("surveys", [FundManager], Verb: "POST"), new("surveys/{code}/close", [FundManager], Verb: "POST"), new("surveys/{code}/publish", [FundManager], Verb: "POST"), new("surveys/{code}/texts", Readers, "surveys/V1/texts", "surveys/V2/texts"),
        new("surveys/{code}/texts/{text}/show", [FundManager], Verb: "POST"), new("surveys/{code}/texts/{text}/hide", [FundManager], Verb: "POST"), new("surveys/{code}/proof", [FundManager], Verb: "POST"),
        new("feedback", Readers, "feedback"), new("feedback/{feedback:long}/answer", [FundManager], Verb: "POST"), new("feedback/{feedback:long}/show", [FundManager], Verb: "POST"), new("feedback/{feedback:long}/hide", [FundManager], Verb: "POST"),
        new("audit-queries/{query:long}/files/{sha256:length(64)}", Savers, "audit-queries/1/files/" + NoFile), new("audit-samples", [Auditor], "audit-samples"), new("audit-samples", [Auditor], Verb: "POST"), new("audit-samples/{sample:long}", [Auditor], "audit-samples/9999"),
        new("audit-samples/{sample:long}/items", [Auditor], "audit-samples/9999/items"), new("audit-samples/{sample:long}/items/{no:int}/results", [Auditor], Verb: "POST"), new("audit-samples/{sample:long}/document/{format}", [Auditor], "audit-samples/9999/document/csv"),
        new("verifications", [.. Readers, Operator], "verifications"), new("verifications", [.. Readers, Operator], Verb: "POST"),
        new("disclosures/{rule}/{entity:long}/{subject}", Readers, "disclosures/annual/9999/2025"), new("disclosures/{rule}/{entity:long}/{subject}/publications", [FundManager], Verb: "POST"), new("disclosures/{rule}/{entity:long}/{subject}/exemption", [FundManager], Verb: "POST"),
        new("organisations", [FundManager], Verb: "POST"), new("organisations/{code}/profile", [FundManager, .. Editors], Verb: "POST"), new("organisations/{code}/payee", [FundManager], Verb: "POST"), new("organisations/{code}/documents", [FundManager, .. Editors], Verb: "POST"),
        new("organisations/{code}/documents/{document:long}/verdict", [FundManager], Verb: "POST"), new("organisations/{code}/bars", [FundManager], Verb: "POST"), new("organisations/{code}/bars/{bar:long}/take-back", [FundManager], Verb: "POST"), new("organisations/{code}/moves", [FundManager], Verb: "POST"),
        new("needs", [FundManager], Verb: "POST"), new("needs/{code}/changes", [FundManager], Verb: "POST"), new("needs/{code}/close", [FundManager], Verb: "POST"), new("needs/{code}/steps", [FundManager], Verb: "POST"), new("needs/{code}/matches", [FundManager], Verb: "POST"),
        new("need-matches/{match:long}/follow", [FundManager], Verb: "POST"), new("need-matches/{match:long}/receipts", [FundManager], Verb: "POST"), new("need-matches/{match:long}/deliveries", [FundManager], Verb: "POST"),
        new("offers", [FundManager, .. Editors], Verb: "POST"), new("offers/{code}/changes", [FundManager, .. Editors], Verb: "POST"), new("offers/{code}/close", [FundManager, .. Editors], Verb: "POST"),
        new("spaces", [FundManager], Verb: "POST"), new("spaces/{space}/changes", [FundManager], Verb: "POST"), new("spaces/{space}/close", [FundManager], Verb: "POST"), new("spaces/{space}/versions", OfAwards, "spaces/S-T1/versions", "spaces/S-T2/versions"),
        new("spaces/{space}/operators", [FundManager], Verb: "POST"), new("spaces/{space}/operators/end", [FundManager], Verb: "POST"), new("spaces/{space}/investments", OfAwards, "spaces/S-T1/investments", "spaces/S-T2/investments"),
        new("spaces/{space}/investments", [FundManager], Verb: "POST"), new("spaces/{space}/investments/{no:int}/void", [FundManager], Verb: "POST"), new("spaces/{space}/files/{sha256:length(64)}", OfAwards, "spaces/S-T1/files/" + NoFile),
        new("donors/{donor:long}/people", [Administrator], "donors/1/people"), new("donors/{donor:long}/candidates", [Administrator], "donors/1/candidates"), new("donors/{donor:long}/people", [Administrator], Verb: "POST"), new("donors/{donor:long}/people/{person}/end", [Administrator], Verb: "POST"),
        new("organisations/{code}/relations", [FundManager, .. Editors], Verb: "POST"), new("organisations/{code}/relations/{relation:long}/end", [FundManager, .. Editors], Verb: "POST"),
        new("reviews/relations", [Expert], "reviews/relations"), new("reviews/relations", [Expert], Verb: "POST"), new("surveys/{code}/links", [FundManager], Verb: "POST"),
        new("disclosures/{rule}/{entity:long}/{subject}/drafts", [FundManager], Verb: "POST"), new("disclosures/{rule}/{entity:long}/{subject}/files/{sha256:length(64)}", Readers, "disclosures/annual/9999/2025/files/" + NoFile),
        new("disclosure-settings", [FundManager], "disclosure-settings"), new("disclosure-settings", [FundManager], Verb: "POST"), new("disclosure-activities", [FundManager], "disclosure-activities"), new("disclosure-activities", [FundManager], Verb: "POST"),
        new("disclosure-activities/{code}/end", [FundManager], Verb: "POST"),
        new("imports", [FundManager], "imports"), new("imports", [FundManager], Verb: "POST"), new("imports/{import:long}", [FundManager], "imports/9999"), new("imports/{import:long}/refused-rows", [FundManager], "imports/9999/refused-rows"),
        new("imports/{import:long}/entries", [FundManager], "imports/9999/entries"), new("imports/{import:long}/settings", [FundManager], Verb: "POST"), new("imports/{import:long}/start", [FundManager], Verb: "POST"), new("imports/{import:long}/stop", [FundManager], Verb: "POST"), new("imports/{import:long}/removal", [FundManager], Verb: "POST"),
        new("imports/{import:long}/profiles", [FundManager], Verb: "POST"), new("import-profiles", [FundManager], "import-profiles"),
        new("notices", All, "notices"), new("notices/{notice:long}/read", All, Verb: "POST"), new("notices/read", All, Verb: "POST"), new("approvals/{proposal:long}/withdrawal", All, Verb: "POST"),
        new("webhooks", [Administrator], "webhooks"), new("webhooks/{webhook:long}", [Administrator], "webhooks/9999"), new("webhooks", [Administrator], Verb: "POST"), new("webhooks/{webhook:long}/secrets", [Administrator], Verb: "POST"),
        new("webhooks/{webhook:long}/tries", [Administrator], Verb: "POST"), new("webhooks/{webhook:long}/end", [Administrator], Verb: "POST"), new("webhooks/{webhook:long}/deliveries", [Administrator], "webhooks/9999/deliveries"),
        new("deliveries", [Administrator], "deliveries"), new("deliveries/{delivery:long}/again", [Administrator], Verb: "POST"), new("deliveries/{delivery:long}/give-up", [Administrator], Verb: "POST"),
        new("documents", Savers, "documents"), new("documents/{document:long}", Savers, "documents/9999"), new("documents", Savers, Verb: "POST"), new("documents/{document:long}/cancel", Savers, Verb: "POST"), new("documents/{document:long}/file", Savers, "documents/9999/file"),
        new("reports/{report}/{format}", [FundManager, Auditor], "reports/fund-balances/csv?fund=F1&to=2026-02-01", "reports/fund-balances/csv?fund=F2&to=2026-02-01"),
        new("checkpoints/latest", null, "checkpoints/latest"), new("checkpoints/{size:long}", null, "checkpoints/1"), new("checkpoints/proofs/{entry:long}", null, "checkpoints/proofs/2"),
        new("public/funds", null, "public/funds"), new("public/projects", null, "public/projects"), new("public/matching", null, "public/matching"), new("public/spaces", null, "public/spaces"),
    ];

    /// <summary>Every pattern of the API, for the table of all routes.</summary>
    internal static IEnumerable<string> Patterns => Table.Select(route => "api/v1/" + route.Pattern).Distinct();

    [Test]
    public void Every_route_of_the_api_is_in_the_table()
    {
        var mapped = ApiSiteUnderTest.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!["/api/v1/".Length..]}");
        Assert.That(mapped, Is.EquivalentTo(Table.Select(route => $"{route.Verb} {route.Pattern}")));
    }

    [Test]
    public async Task A_role_over_the_whole_ledger_opens_its_routes_and_no_others()
    {
        foreach (var role in All)
        {
            var token = await TokenOfAsync(role);
            foreach (var route in Table.Where(route => route.Roles is not null)) await MustBeAsync(route, token, route.Roles!.Contains(role), $"{role}");
        }
    }

    [Test]
    public async Task What_is_another_funds_looks_like_what_is_not_there()
    {
        foreach (var role in new[] { FundManager, Approver, Auditor })
        {
            var token = await TokenOfAsync(role, Scope.OfFund("F1"));
            foreach (var route in Table.Where(route => route.Other is not null && route.Roles!.Contains(role)))
            {
                Assert.That((await GetAsync("/api/v1/" + route.Own, token)).Status, Is.EqualTo(OK), $"{role}: {route.Own}");
                IsProblem(await GetAsync("/api/v1/" + route.Other, token), NotFound, "not-there");
            }
        }
    }

    [Test]
    public async Task Without_a_token_only_what_is_public_opens()
    {
        foreach (var route in Table)
        {
            var came = await SendAsync(route.Verb, PathOf(route), route.Verb == "GET" ? null : "{}", "", "k");
            if (route.Roles is null) Assert.That(came.Status, Is.AnyOf(OK, NotFound), route.Pattern);
            else IsProblem(came, Unauthorized, "token-missing");
        }
    }

    /// <summary>Let in, whatever it then says; of a write, as far as to be asked for its key.</summary>
    private static async Task MustBeAsync(Route route, string token, bool isLetIn, string who)
    {
        var came = await SendAsync(route.Verb, PathOf(route), route.Verb == "GET" ? null : "{}", token, null);
        if (!isLetIn) IsProblem(came, Forbidden, "not-permitted");
        else if (route.Verb != "GET") IsProblem(came, BadRequest, "idempotency-key-missing");
        else Assert.That(came.Status, Is.AnyOf(OK, NotFound), $"{who}: {route.Pattern}: {came.Text}");
    }

    private static string PathOf(Route route) => "/api/v1/" + (route.Own ?? Placeholder().Replace(route.Pattern, place => place.Groups[1].Value == "code" ? "F1" : "1"));

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
