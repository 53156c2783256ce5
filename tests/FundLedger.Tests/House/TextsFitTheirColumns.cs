using System.Text.RegularExpressions;
using FundLedger.Applications;
using FundLedger.Auditing.Queries;
using FundLedger.Auditing.Sampling;
using FundLedger.Awards;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Calendar;
using FundLedger.Disclosure;
using FundLedger.DocumentJobs;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Needs;
using FundLedger.Notices;
using FundLedger.Organisations;
using FundLedger.Outbox;
using FundLedger.Payments;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.SpaceReturns;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Voice;

namespace FundLedger.Tests.House;

/// <summary>SQL Server gives each text a length. What the program lets through must fit: otherwise the same words are taken on one database and break on another.</summary>
public sealed partial class TextsFitTheirColumns
{
    private const string Rows = "_rows"; // a type that carries a table's rows
    private const int Iso4217 = 3;
    private const int LongestTermsCode = 40;
    private const int LongestDisclosureKey = 100;  // a rule, two numbers and a step
    private const int Sha256InHex = 64;

    /// <summary>The longest that can come into each column; <c>*</c> stands for every table. A new column gets its line here.</summary>
    private static readonly Dictionary<string, int> Longest = new()
    {
        ["*.currency"] = Iso4217,
        ["*.actor"] = KeptText.Actor.Longest,
        ["*.operation_key"] = KeptText.OperationKey.Longest,
        ["*.subject"] = KeptText.Subject.Longest,
        ["*.person_id"] = KeptText.Actor.Longest,
        ["ledger.ledger_id"] = Guid.Empty.ToString().Length,
        ["epochs.reason"] = "restored".Length,
        ["operations.operation"] = KeptText.ActKind.Longest,
        ["entities.code"] = KeptText.EntityCode.Longest,
        ["entities.name"] = KeptText.Title.Longest,
        ["entities.chart"] = KeptText.ChartCode.Longest,
        ["accounts.code"] = KeptText.AccountCode.Longest,
        ["accounts.role"] = Names<AccountRole>(),
        ["accounts.name_zh"] = KeptText.Title.Longest,
        ["accounts.name_en"] = KeptText.Title.Longest,
        ["accounts.layer"] = Words<Layer>(),
        ["accounts.type"] = Words<AccountType>(),
        ["accounts.counts_as"] = Words<CountsAs>(),
        ["accounts.closes_to"] = Words<ClosesTo>(),
        ["chart_conversions.from_chart"] = KeptText.ChartCode.Longest,
        ["chart_conversions.to_chart"] = KeptText.ChartCode.Longest,
        ["chart_conversions_undone.checked_by"] = KeptText.Actor.Longest,
        ["chart_conversions_undone.reason"] = KeptText.DocumentId.Longest,
        ["funds.code"] = KeptText.FundCode.Longest,
        ["funds.name"] = KeptText.Title.Longest,
        ["funds.kind"] = Names<FundKind>(),
        ["funds.status"] = Words<FundStatus>(),
        ["fund_events.from_status"] = Words<FundStatus>(),
        ["fund_events.to_status"] = Words<FundStatus>(),
        ["fund_events.checked_by"] = KeptText.Actor.Longest,
        ["budgets.document"] = KeptText.DocumentId.Longest,
        ["budget_envelopes.code"] = KeptText.FundCode.Longest,
        ["budget_envelopes.category"] = KeptText.Title.Longest,
        ["envelope_uses.code"] = KeptText.FundCode.Longest,
        ["sources.code"] = KeptText.SourceCode.Longest,
        ["sources.name"] = KeptText.SourceName.Longest,
        ["sources.kind"] = Names<SourceKind>(),
        ["sources.restriction"] = Words<Restriction>(),
        ["sources.origin"] = KeptText.Giver.Longest,
        ["journal_entries.kind"] = KeptText.EntryKind.Longest,
        ["journal_entries.document_type"] = KeptText.DocumentType.Longest,
        ["journal_entries.document_id"] = KeptText.DocumentId.Longest,
        ["periods.status"] = Words<PeriodStatus>(),
        ["period_events.from_status"] = Words<PeriodStatus>(),
        ["period_events.to_status"] = Words<PeriodStatus>(),
        ["period_events.checked_by"] = KeptText.Actor.Longest,
        ["vouchers.series"] = "记".Length,
        ["attachment_references.referrer"] = Evidence.ReferrerOf(new string('0', Sha256InHex)).Length,
        ["attachment_references.file_name"] = KeptText.FileName.Longest,
        ["donors.kind"] = Words<DonorKind>(),
        ["donors.name"] = KeptText.DonorName.Longest,
        ["imports.file_name"] = KeptText.FileName.Longest,
        ["imports.status"] = "running".Length,
        ["import_profiles.name"] = KeptText.ProfileName.Longest,
        ["donations.bank_reference"] = KeptText.DocumentId.Longest,
        ["sources.after_deadline"] = Words<LateUse>(),
        ["appropriation_versions.document_number"] = KeptText.AppropriationNumber.Longest,
        ["appropriation_versions.after_deadline"] = Words<LateUse>(),
        ["cofunding_requirements.document_number"] = KeptText.DocumentId.Longest,
        ["awards.number"] = KeptText.AwardNumber.Longest,
        ["awards.status"] = Words<AwardStatus>(),
        ["award_versions.reason"] = KeptText.Reason.Longest,
        ["award_versions.maker"] = KeptText.Actor.Longest,
        ["award_objections.raised_by"] = KeptText.PersonName.Longest,
        ["award_objections.answered_by"] = KeptText.Actor.Longest,
        ["award_agreements.manner"] = "acceptance".Length,
        ["award_agreements.accepted_by"] = KeptText.Actor.Longest,
        ["tranches.status"] = "cancelled".Length,
        ["tranches.held_why"] = KeptText.DocumentId.Longest,
        ["progress_reports.submitted_by"] = KeptText.Actor.Longest,
        ["progress_reports.decision"] = Words<ReportDecision>(),
        ["progress_reports.decided_by"] = KeptText.Actor.Longest,
        ["award_evaluations.kind"] = Words<EvaluationKind>(),
        ["award_evaluations.verdict"] = Words<Verdict>(),
        ["award_evaluations.evaluator"] = KeptText.Title.Longest,
        ["award_evaluations.recorded_by"] = KeptText.Actor.Longest,
        ["award_proofs.kind"] = Words<ProofKind>(),
        ["award_proofs.what"] = KeptText.DocumentId.Longest,
        ["award_proofs.maker"] = KeptText.Actor.Longest,
        ["clawbacks.reason"] = KeptText.Reason.Longest,
        ["clawbacks.maker"] = KeptText.Actor.Longest,
        ["audit_samples.kind"] = Words<PopulationKind>(),
        ["audit_samples.account_code"] = KeptText.AccountCode.Longest,
        ["audit_samples.part"] = Words<PopulationPart>(),
        ["audit_samples.method"] = Words<SampleMethod>(),
        ["audit_samples.seed"] = SampleWanted.LongestSeed,
        ["audit_samples.purpose"] = KeptText.Reason.Longest,
        ["audit_samples.drawn_by"] = KeptText.Actor.Longest,
        ["audit_sample_results.result"] = Words<TestResult>(),
        ["audit_sample_results.note"] = KeptText.Reason.Longest,
        ["audit_queries.about"] = Words<QueryAbout>(),
        ["audit_queries.about_code"] = KeptText.SiteAddress.Longest,
        ["audit_query_events.act"] = Words<QueryAct>(),
        ["audit_query_events.words"] = KeptText.Reason.Longest,
        ["audit_query_events.conclusion"] = Words<QueryConclusion>(),
        ["surveys.code"] = 40,  // refused by its pattern
        ["surveys.kind"] = Words<SurveyKind>(),
        ["surveys.about"] = Words<VoiceSubject>(),
        ["surveys.about_code"] = KeptText.AwardNumber.Longest,  // found before it is kept
        ["surveys.title"] = KeptText.Title.Longest,
        ["surveys.ways"] = string.Join(',', Enum.GetNames<VoiceWay>()).Length,
        ["surveys.status"] = Words<SurveyStatus>(),
        ["survey_answers.marks"] = Math.Max(SurveyWanted.MostQuestions * 2, SurveyWanted.MostOptions * 3),
        ["survey_texts.words"] = KeptText.Reason.Longest,
        ["survey_texts.state"] = Words<WordsState>(),
        ["feedback.about"] = Words<VoiceSubject>(),
        ["feedback.about_code"] = KeptText.AwardNumber.Longest,  // found before it is kept
        ["feedback.words"] = KeptText.Reason.Longest,
        ["feedback.answer"] = KeptText.Reason.Longest,
        ["feedback.answered_by"] = KeptText.Actor.Longest,
        ["feedback.state"] = Words<WordsState>(),
        ["feedback.state_by"] = KeptText.Actor.Longest,
        ["taper_plans.number"] = KeptText.PlanNumber.Longest,
        ["taper_plans.status"] = Words<TaperPlanStatus>(),
        ["taper_versions.reason"] = KeptText.Reason.Longest,
        ["taper_versions.maker"] = KeptText.Actor.Longest,
        ["taper_years.reason"] = KeptText.Reason.Longest,
        ["taper_years.maker"] = KeptText.Actor.Longest,
        ["taper_periods.status"] = Words<TaperPeriodStatus>(),
        ["taper_periods.held_why"] = KeptText.DocumentId.Longest,
        ["taper_periods.result_versions"] = $"{int.MaxValue},{int.MaxValue},{int.MaxValue}".Length,  // of a quarter's months
        ["taper_reviews.decision"] = Words<TaperReviewDecision>(),
        ["taper_reviews.reason"] = KeptText.Reason.Longest,
        ["taper_reviews.maker"] = KeptText.Actor.Longest,
        ["issued_files.report"] = 60,  // keys of reports, in the source
        ["issued_files.language"] = "zh-CN".Length,
        ["issued_files.fund_code"] = KeptText.DocumentId.Longest,
        ["seal_keys.reason"] = KeptText.Reason.Longest,
        ["spaces.code"] = 40,  // refused by its pattern
        ["spaces.close_reason"] = KeptText.DocumentId.Longest,
        ["space_versions.name"] = KeptText.Title.Longest,
        ["space_versions.place"] = KeptText.Title.Longest,
        ["space_versions.ownership"] = Words<SpaceOwnership>(),
        ["space_versions.operation_model"] = Words<OperationModel>(),
        ["space_versions.reason"] = KeptText.DocumentId.Longest,
        ["space_operators.host"] = KeptText.PersonName.Longest,
        ["space_operators.terms"] = KeptText.Reason.Longest,
        ["space_operators.end_reason"] = KeptText.DocumentId.Longest,
        ["fund_publicity.reason"] = KeptText.Reason.Longest,
        ["fund_publicity.actor"] = KeptText.Actor.Longest,
        ["saved_filters.page"] = SavedFilters.LongestPage,
        ["saved_filters.name"] = SavedFilters.Name.Longest,
        ["saved_filters.query"] = SavedFilters.Query.Longest,
        ["donor_people.linked_by"] = KeptText.Actor.Longest,
        ["disclosure_settings.reason"] = KeptText.Reason.Longest,
        ["disclosure_settings.actor"] = KeptText.Actor.Longest,
        ["disclosure_activities.kind"] = Words<DisclosureActivityKind>(),
        ["disclosure_activities.code"] = LongestTermsCode,
        ["disclosure_items.item_key"] = LongestDisclosureKey,
        ["disclosure_items.rule_code"] = DisclosureRule.Shipped.Max(rule => rule.Code.Length),
        ["disclosure_files.report"] = LongestTermsCode,  // codes of the program's own reports
        ["disclosure_files.language"] = "zh-CN".Length,
        ["disclosure_versions.place"] = Words<DisclosurePlace>(),
        ["disclosure_reminders.item_key"] = LongestDisclosureKey,
        ["disclosure_reminders.stage"] = Words<DisclosureStage>(),
        ["disclosure_activities.name"] = KeptText.Title.Longest,
        ["disclosure_activities.actor"] = KeptText.Actor.Longest,
        ["disclosure_items.subject"] = KeptText.Subject.Longest,
        ["disclosure_drafts.actor"] = KeptText.Actor.Longest,
        ["disclosure_files.file_name"] = KeptText.FileName.Longest,
        ["disclosure_versions.address"] = KeptText.DocumentId.Longest,
        ["disclosure_versions.reason"] = KeptText.Reason.Longest,
        ["disclosure_versions.maker"] = KeptText.Actor.Longest,
        ["disclosure_exemptions.reason"] = KeptText.Reason.Longest,
        ["disclosure_exemptions.maker"] = KeptText.Actor.Longest,
        ["disclosure_reminders.actor"] = KeptText.Actor.Longest,
        ["space_blueprints.reason"] = KeptText.Reason.Longest,
        ["space_blueprints.maker"] = KeptText.Actor.Longest,
        ["space_blueprint_years.aim"] = KeptText.Reason.Longest,
        ["space_investments.kind"] = Words<InvestmentKind>(),
        ["space_investments.what"] = KeptText.DocumentId.Longest,
        ["space_investment_voids.reason"] = KeptText.DocumentId.Longest,
        ["operating_results.reason"] = KeptText.DocumentId.Longest,
        ["operating_results.submitted_by"] = KeptText.Actor.Longest,
        ["operating_results.decision"] = Words<ResultDecision>(),
        ["operating_results.decided_by"] = KeptText.Actor.Longest,
        ["operating_results.decision_note"] = KeptText.Reason.Longest,
        ["voucher_layouts.code"] = KeptText.LayoutCode.Longest,
        ["space_return_rules.basis"] = Words<ReturnBasis>(),
        ["space_return_rules.reason"] = KeptText.DocumentId.Longest,
        ["space_services.what"] = KeptText.DocumentId.Longest,
        ["space_service_moves.kind"] = Words<ServiceMoveKind>(),
        ["space_service_moves.what"] = KeptText.DocumentId.Longest,
        ["payees.code"] = KeptText.PayeeCode.Longest,
        ["payees.kind"] = Words<PayeeKind>(),
        ["payees.name"] = KeptText.DonorName.Longest,
        ["payee_accounts.holder"] = KeptText.DonorName.Longest,
        ["payee_accounts.bank_name"] = KeptText.Title.Longest,
        ["payee_accounts.account_number"] = 60,  // refused by its pattern
        ["payee_accounts.bank_code"] = 60,  // refused by its pattern
        ["payee_accounts.maker"] = KeptText.Actor.Longest,
        ["payment_orders.note"] = KeptText.DocumentId.Longest,
        ["payment_orders.maker"] = KeptText.Actor.Longest,
        ["payments.reference"] = PaymentStore.ReferenceOf(long.MaxValue, OrderPayments.Most).Length,
        ["payments.subject"] = KeptText.Subject.Longest,
        ["payments.status"] = Words<PaymentStatus>(),
        ["payments.reason"] = KeptText.DocumentId.Longest,
        ["cofunding_proofs.maker"] = KeptText.Actor.Longest,
        ["appropriations.document_number"] = KeptText.AppropriationNumber.Longest,
        ["appropriations.given_by"] = KeptText.Giver.Longest,
        ["verification_runs.status"] = Words<VerificationStatus>(),
        ["verification_runs.started_by"] = KeptText.Actor.Longest,
        ["import_uploads.state"] = Words<UploadState>(),
        ["import_uploads.file_name"] = UploadLimits.FileNameCharacters,
        ["import_uploads.holder"] = KeptText.Actor.Longest,
        ["document_jobs.state"] = Words<DocumentJobState>(),
        ["document_jobs.kind"] = 60,  // codes of kinds, in the source
        ["document_jobs.language"] = "zh-CN".Length,
        ["document_jobs.account"] = KeptText.Actor.Longest,
        ["document_jobs.file_name"] = 200,  // made by the kinds from codes and days
        ["document_jobs.media_type"] = 100,  // in the source
        ["document_jobs.holder"] = KeptText.Actor.Longest,
        ["outbox_events.kind"] = EventKind.All.Max(kind => kind.Code.Length),
        ["outbox_events.subject"] = KeptText.Subject.Longest,
        ["outbox_events.entity"] = KeptText.EntityCode.Longest,
        ["outbox_events.fund"] = KeptText.FundCode.Longest,
        ["outbox_events.organisation"] = KeptText.OrganisationCode.Longest,
        ["outbox_events.person"] = KeptText.Actor.Longest,
        ["webhook_subscriptions.url"] = KeptText.SiteAddress.Longest,
        ["webhook_subscriptions.secret"] = 1_000,  // made by the host
        ["webhook_subscriptions.earlier_secret"] = 1_000,  // made by the host
        ["webhook_subscriptions.created_by"] = KeptText.Actor.Longest,
        ["webhook_kinds.kind"] = EventKind.All.Max(kind => kind.Code.Length),
        ["deliveries.uid"] = 32,  // sixteen bytes in hex
        ["deliveries.channel"] = Words<DeliveryChannel>(),
        ["deliveries.person"] = KeptText.Actor.Longest,
        ["deliveries.state"] = Words<DeliveryState>(),
        ["deliveries.holder"] = KeptText.Actor.Longest,
        ["deliveries.outcome"] = 60,  // codes, in the source
        ["notices.person"] = KeptText.Actor.Longest,
        ["notice_settings.person"] = KeptText.Actor.Longest,
        ["notice_settings.mail"] = Words<MailWish>(),
        ["notice_settings.language"] = "zh-CN".Length,
        ["people.status"] = Words<PersonStatus>(),
        ["people.name"] = KeptText.PersonName.Longest,
        ["people.sign_in_name"] = KeptText.SignInName.Longest,
        ["people.email"] = KeptText.Email.Longest,
        ["people.password_hash"] = 1_000,  // made by the host
        ["people.security_stamp"] = Sha256InHex,
        ["people.totp_key"] = 1_000,  // made by the host
        ["access_tokens.kind"] = Words<TokenKind>(),
        ["access_tokens.label"] = KeptText.TokenLabel.Longest,
        ["access_tokens.scopes"] = string.Join(',', Enum.GetNames<Permission>()).Length,
        ["grants.role"] = Words<PersonRole>(),
        ["grants.scope"] = Words<ScopeKind>(),
        ["grants.scope_code"] = KeptText.OrganisationCode.Longest,
        ["grants.granted_by"] = KeptText.Actor.Longest,
        ["delegations.from_person"] = KeptText.Actor.Longest,
        ["delegations.to_person"] = KeptText.Actor.Longest,
        ["approval_tiers.kind"] = KeptText.ActKind.Longest,
        ["proposals.kind"] = KeptText.ActKind.Longest,
        ["proposals.maker"] = KeptText.Actor.Longest,
        ["proposals.target_type"] = "approval-tiers".Length,
        ["proposals.target_id"] = KeptText.SourceCode.Longest,
        ["proposals.entity"] = KeptText.EntityCode.Longest,
        ["proposals.fund"] = KeptText.FundCode.Longest,
        ["proposals.status"] = Words<ProposalStatus>(),
        ["proposal_decisions.checker"] = KeptText.Actor.Longest,
        ["proposal_decisions.in_stead_of"] = KeptText.Actor.Longest,
        ["audit_events.act"] = AuditTrail.LongestAct,
        ["audit_events.outcome"] = Words<AuditOutcome>(),
        ["audit_events.object_type"] = AuditTrail.LongestAct,
        ["audit_events.object_id"] = AuditTrail.LongestObjectId,
        ["audit_events.detail"] = AuditTrail.LongestDetail,
        ["donor_merges.undone_by"] = KeptText.Actor.Longest,
        ["pledges.document_number"] = KeptText.DocumentId.Longest,
        ["fiscal_receipts.fiscal_code"] = KeptText.FiscalText.Longest,
        ["fiscal_receipts.fiscal_number"] = KeptText.FiscalText.Longest,
        ["fiscal_receipts.check_code"] = KeptText.FiscalText.Longest,
        ["donations.channel"] = Words<GiftChannel>(),
        ["matching_programmes.code"] = 40,  // refused by its pattern
        ["matching_programmes.status"] = Words<ProgrammeStatus>(),
        ["matching_counters.scope"] = Words<CounterScope>(),
        ["matching_counter_look_ups.scope"] = Words<CounterScope>(),
        ["matches.limited_by"] = Words<MatchLimit>(),
        ["matches.reason"] = Words<NoMatch>(),
        ["related_parties.relation"] = KeptText.Title.Longest,
        ["bank_accounts.code"] = KeptText.FundCode.Longest,
        ["bank_accounts.name_zh"] = KeptText.Title.Longest,
        ["bank_accounts.name_en"] = KeptText.Title.Longest,
        ["bank_accounts.bank_name"] = KeptText.Title.Longest,
        ["bank_accounts.number_tail"] = 4,  // cut off by the operation
        ["bank_accounts.kind"] = Words<BankAccountKind>(),
        ["bank_accounts.unmatched"] = Words<UnmatchedCredit>(),
        ["bank_accounts.status"] = "closed".Length,
        ["fund_bank_accounts.kind"] = Words<BankAccountKind>(),
        ["bank_numbers.kind"] = "match".Length,
        ["bank_statements.file_name"] = KeptText.FileName.Longest,
        ["bank_statements.status"] = "running".Length,
        ["bank_statement_lines.reference"] = ListLimits.ReferenceCharacters,
        ["bank_line_texts.counterparty"] = ListLimits.DonorCharacters,
        ["bank_line_events.reason"] = KeptText.Title.Longest,
        ["bank_matches.how"] = Words<MatchHow>(),
        ["bank_unmatches.reason"] = KeptText.Title.Longest,
        ["bank_rules.direction"] = "out".Length,
        ["bank_rules.payer"] = KeptText.DonorName.Longest,
        ["bank_rules.words"] = KeptText.Title.Longest,
        ["bank_rules.book_as"] = Words<BookAs>(),
        ["bank_reconciliations.bank_says"] = Words<BankSays>(),
        ["bank_reconciliation_unlocks.reason"] = 200,  // refused by the operation
        ["bank_reconciliation_unlocks.checked_by"] = KeptText.Actor.Longest,
        ["calendar_days.kind"] = Words<DayKind>(),
        ["calendar_days.name"] = KeptText.Title.Longest,
        ["calendar_days.origin"] = KeptText.DocumentId.Longest,
        ["organisations.code"] = 40,  // refused by its pattern
        ["organisations.credit_code"] = CreditCode.Length,
        ["organisation_versions.credit_code"] = CreditCode.Length,
        ["organisation_versions.name"] = KeptText.Title.Longest,
        ["organisation_versions.kind"] = Words<OrganisationKind>(),
        ["organisation_versions.fields"] = 10 * 31,  // refused by the operation
        ["organisation_versions.place"] = KeptText.Title.Longest,
        ["organisation_versions.payee"] = KeptText.PayeeCode.Longest,
        ["organisation_versions.reason"] = KeptText.DocumentId.Longest,
        ["organisation_events.kind"] = Words<OrganisationMove>(),
        ["organisation_events.reason"] = KeptText.DocumentId.Longest,
        ["organisation_bars.reason"] = KeptText.DocumentId.Longest,
        ["organisation_bar_ends.reason"] = KeptText.DocumentId.Longest,
        ["organisation_persons.relation"] = Words<PersonRelation>(),
        ["organisation_persons.name"] = KeptText.PersonName.Longest,
        ["organisation_persons.phone"] = 40,  // refused by the operation
        ["organisation_relations.relation"] = Words<OrganisationRelation>(),
        ["organisation_relations.other_name"] = KeptText.Title.Longest,
        ["organisation_relations.other_credit_code"] = CreditCode.Length,
        ["qualifications.kind"] = Words<QualificationKind>(),
        ["qualifications.number"] = KeptText.Title.Longest,
        ["qualifications.file_name"] = KeptText.FileName.Longest,
        ["qualification_checks.reason"] = KeptText.DocumentId.Longest,
        ["organisation_renewals.stage"] = Words<RenewalStage>(),
        ["directory_rules.required"] = 1_000,
        ["needs.code"] = KeptText.FundCode.Longest,
        ["needs.close_reason"] = KeptText.DocumentId.Longest,
        ["need_versions.title"] = KeptText.Title.Longest,
        ["need_versions.field"] = KeptText.Title.Longest,
        ["need_versions.place"] = KeptText.Title.Longest,
        ["need_versions.steps"] = string.Join(',', Enum.GetNames<NeedStep>()).Length + 5,
        ["need_versions.reason"] = KeptText.DocumentId.Longest,
        ["offers.code"] = KeptText.FundCode.Longest,
        ["offers.close_reason"] = KeptText.DocumentId.Longest,
        ["offer_versions.title"] = KeptText.Title.Longest,
        ["offer_versions.field"] = KeptText.Title.Longest,
        ["offer_versions.place"] = KeptText.Title.Longest,
        ["offer_versions.reason"] = KeptText.DocumentId.Longest,
        ["need_matches.contract"] = Words<ContractKind>(),
        ["need_match_events.state"] = Words<MatchState>(),
        ["need_match_events.note"] = KeptText.DocumentId.Longest,
        ["need_steps.step"] = Words<NeedStep>(),
        ["need_steps.reason"] = KeptText.DocumentId.Longest,
        ["grant_programmes.code"] = 40,  // refused by its pattern
        ["grant_programmes.kind"] = Words<GrantProgrammeKind>(),
        ["grant_programmes.name_zh"] = KeptText.Title.Longest,
        ["grant_programmes.name_en"] = KeptText.Title.Longest,
        ["grant_rounds.code"] = 40,  // refused by its pattern
        ["grant_rounds.name_zh"] = KeptText.Title.Longest,
        ["grant_rounds.name_en"] = KeptText.Title.Longest,
        ["applications.number"] = 40 + "-".Length + 10,  // the round's code and a number
        ["applications.status"] = Words<ApplicationStatus>(),
        ["applications.category"] = 40,  // refused by its pattern
        ["applications.title"] = KeptText.Title.Longest,
        ["application_versions.certified_by"] = KeptText.Actor.Longest,
        ["application_moves.from_status"] = Words<ApplicationStatus>(),
        ["application_moves.to_status"] = Words<ApplicationStatus>(),
        ["application_eligibility.question"] = 40,  // refused by its pattern
        ["application_eligibility.answer"] = 40,  // one of the options
        ["application_members.role"] = Words<MemberRole>(),
        ["expert_relations.kind"] = Words<ExpertRelationKind>(),
        ["review_assignments.status"] = Words<ReviewStatus>(),
        ["review_events.from_status"] = Words<ReviewStatus>(),
        ["review_events.to_status"] = Words<ReviewStatus>(),
        ["review_conflicts.kind"] = Words<ConflictKind>(),
        ["ledger_copies.copied_from"] = Words<Dialect>(),
        ["unused_numbers.kind"] = "entry".Length,
        ["protection_keys.name"] = "key-".Length + Guid.Empty.ToString().Length,
        ["schema_migrations.name"] = 40,  // a file's name
        ["schema_migrations.sha256"] = Sha256InHex,
    };

    [Test]
    public void Every_text_that_the_program_takes_fits_its_column() => HouseRule.Stands(Unfit(SqlTree.OfRepository(), Longest));

    [Test]
    public void Every_table_is_read_off_the_scripts() => Assert.That(
        Columns(SqlTree.OfRepository()).Select(column => column.Name).Where(name => name is "funds.code" or "audit_events.detail" or "schema_migrations.sha256"), Has.Exactly(3).Items);

    [TestCase("CREATE TABLE funds (\n  code nvarchar(40) NOT NULL, -- name nvarchar(9)\n  note nvarchar(max) NOT NULL)", "")]
    [TestCase("CREATE TABLE funds (code nvarchar(39) NOT NULL)", "funds.code holds 39 characters; the program takes 40")]
    [TestCase("CREATE TABLE funds (code nvarchar(40) NOT NULL);\nALTER TABLE funds ADD nick nvarchar(20) NULL", "funds.nick nvarchar(20) has no line here: how long may it be, and which rule refuses more?")]
    [TestCase("CREATE TABLE funds (fund_id bigint NOT NULL)", "funds.code is no column")]
    public void A_planted_misfit_is_caught(string sql, string expected) => Assert.That(
        string.Join('\n', Unfit(SqlTree.Of(new SourceFile("sql/sqlserver/migrations/0001_a.sql", sql)), new Dictionary<string, int> { ["funds.code"] = 40 })), Is.EqualTo(expected));

    private static IEnumerable<string> Unfit(SqlTree tree, Dictionary<string, int> longest)
    {
        var columns = Columns(tree).ToList();
        foreach (var (name, length) in columns)
        {
            var known = longest.TryGetValue(name, out var most) || longest.TryGetValue("*" + name[name.IndexOf('.')..], out most);
            if (!known) yield return $"{name} nvarchar({length}) has no line here: how long may it be, and which rule refuses more?";
            else if (most > length) yield return $"{name} holds {length} characters; the program takes {most}";
        }

        foreach (var name in longest.Keys.Where(name => name[0] != '*' && columns.All(column => column.Name != name))) yield return $"{name} is no column";
    }

    private static IEnumerable<(string Name, int Length)> Columns(SqlTree tree)
    {
        foreach (var file in tree.SqlServer.Values)
        {
            var table = "";
            foreach (Match found in TableOrColumn().Matches(SqlText.Bare(file.Text)))
            {
                if (found.Groups["table"].Success) table = found.Groups["table"].Value;
                else if (table.Length > 0) yield return ($"{(table.EndsWith(Rows, StringComparison.Ordinal) ? table[..^Rows.Length] : table)}.{found.Groups["column"].Value}", int.Parse(found.Groups["length"].Value, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private static int Names<T>() where T : struct, Enum => Enum.GetNames<T>().Max(name => name.Length);

    private static int Words<T>() where T : struct, Enum => Enum.GetValues<T>().Max(value => StoredWords.Word(value).Length);

    [GeneratedRegex(@"\b(CREATE|ALTER)\s+(TABLE|TYPE)\s+(?<table>\w+)|\b(?<column>\w+)\s+nvarchar\s*\((?<length>\d+)\)", RegexOptions.IgnoreCase)]
    private static partial Regex TableOrColumn();
}
