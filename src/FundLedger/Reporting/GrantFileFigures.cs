using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Programmes;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Reporting;

/// <summary>One award from its application to its end: what was promised on which terms, what was handed in, found and proved, and every entry that moved its money.</summary>
/// <param name="Head">Its fund pays; its span is the project's.</param>
/// <param name="CreditCode">Of the organisation; empty where it has none.</param>
/// <param name="Round">Its code; empty for support outside one.</param>
/// <param name="Application">Its number; empty for support without one.</param>
/// <param name="Waiting">Of its amount, what is neither released nor cancelled, in a tranche or in none.</param>
/// <param name="Committed">What the ledger holds as committed for it now.</param>
public sealed record GrantFile(
    ReportHead Head, string Number, string Title, string Organisation, string CreditCode, Bilingual Programme, string Round, string Application, Bilingual Stage, DateOnly? EndedOn, Money Amount, Money Own, string TextSha256,
    IReadOnlyList<AgreementSource> Sources, IReadOnlyList<GrantEvent> Course, IReadOnlyList<GrantTranche> Tranches, IReadOnlyList<GrantReport> Reports, IReadOnlyList<GrantFinding> Findings, IReadOnlyList<GrantClaim> Claims,
    IReadOnlyList<GrantEvidence> Evidence, IReadOnlyList<GrantMove> Moves, Money Waiting, Money Committed);

/// <summary>Something that happened to it, without anybody's words.</summary>
/// <param name="Entry">That it posted; null where it moved no money.</param>
public sealed record GrantEvent(DateOnly On, Bilingual What, Money? Amount, long? Entry);

/// <param name="Needs">What had to be there; none where only its day counts.</param>
public sealed record GrantTranche(int No, Bilingual Name, IReadOnlyList<Bilingual> Needs, DateOnly? DueOn, Bilingual State, DateOnly? ReleasedOn, Money Planned, Money Owed, Money Paid);

/// <param name="Tranche">That waits for it; null where none does.</param>
/// <param name="Refused">Of what was spent, not borne by the award.</param>
public sealed record GrantReport(int Number, int Version, int? Tranche, DateSpan Days, DateOnly SubmittedOn, Money Spent, Money Refused, int Beneficiaries, Bilingual Decision, DateOnly? DecidedOn);

/// <param name="Score">0 to 100; null where none was given.</param>
public sealed record GrantFinding(int Number, Bilingual Kind, DateOnly HeldOn, Bilingual Verdict, int? Score, DateOnly? ConditionsMetOn, string Evaluator);

/// <param name="Open">What has neither come nor been written off.</param>
public sealed record GrantClaim(int No, DateOnly ClaimedOn, long Entry, Money Amount, Money Open);

/// <param name="Tranche">It was handed in for; null where for none.</param>
/// <param name="IsVoid">It was taken back and counts no more.</param>
public sealed record GrantEvidence(Bilingual What, int? Tranche, DateOnly On, string Sha256, bool IsVoid);

/// <summary>What one entry did to the award's money; each figure is positive for more of it.</summary>
/// <param name="Tranche">Whose it is; null for none.</param>
/// <param name="Claim">Whose it is; null for none.</param>
/// <param name="Borne">The fund's cost.</param>
/// <param name="Claimed">Owed by the organisation.</param>
public sealed record GrantMove(DateOnly On, long Entry, Bilingual Kind, int? Tranche, int? Claim, Money Committed, Money Borne, Money Owed, Money Paid, Money Claimed);

/// <summary>Reads the file of an award.</summary>
public static class GrantFileFigures
{
    private static readonly SqlFile ListLines = new("reporting/list_award_lines");

    /// <param name="day">On which it is told where the award and its tranches stand.</param>
    public static async Task<Outcome<GrantFile>> OfAsync(LedgerReader reader, string number, DateOnly day)
    {
        var books = await Books.LoadAsync(reader);
        if (await AwardReading.FindAsync(reader, books, number) is not { } award) return Unknown(number);
        var (entity, terms, known) = (books.Entity(award.Fund.EntityId), award.Terms, await KnownMoment.OfAsync(reader, null));
        var programme = (await GrantReading.ProgrammesAsync(reader, books)).First(one => one.Code == award.Programme);
        var (work, reports, agreements) = (await AwardReading.AtWorkAsync(reader, books, award, day), await AwardReading.ReportsAsync(reader, award), await AwardReading.AgreementsAsync(reader, award));
        var (evaluations, proofs, claims) = (await AwardReading.EvaluationsAsync(reader, award), await AwardReading.ProofsAsync(reader, award), await AwardReading.ClawbacksAsync(reader, award));
        var zero = Money.Zero(award.Amount.Currency);
        var released = work.Where(one => one.Tranche is { IsReleased: true, IsCancelled: false }).Aggregate(zero, (sum, one) => sum + one.Tranche.Amount);
        return new GrantFile(
            known.HeadOf(entity, new FundName(award.Fund.Code, award.Fund.Name), award.Amount.Currency, new DateSpan(terms.Starts, terms.Ends)),
            award.Number, terms.Title, award.OrganisationName, (await Directory.FindAsync(reader, award.Organisation))?.CreditCode ?? "", programme.Name, award.Round ?? "", award.Application ?? "", award.StageOn(day).Name(), award.EndedOn,
            award.Amount, terms.Own, Agreement.TextSha256Of(award),
            [.. terms.Parts.Select(part => books.FindSource(entity, part.Source) is { } source ? new AgreementSource(source.Code, source.Kind.Name(), source.Name, part.Amount) : new AgreementSource(part.Source, Bilingual.Same(""), "", part.Amount))],
            await CourseAsync(reader, award, agreements),
            [.. work.Select(one => new GrantTranche(
                one.Tranche.No, one.Planned?.Name ?? Bilingual.Same(""), [.. (one.Planned?.Needs ?? []).Select(need => need.Kind.Name())], one.Tranche.DueOn, one.StateOn(day).Name(), one.Tranche.ReleasedOn, one.Tranche.Amount, one.Tranche.Owed, one.Tranche.Paid))],
            [.. reports.Select(report => Of(report, award.Amount.Currency))],
            [.. evaluations.Select(one => new GrantFinding(one.Number, one.Kind.Name(), one.HeldOn, one.Verdict.Name(), one.Score, one.ConditionsMetOn, one.Evaluator))],
            [.. claims.Select(claim => new GrantClaim(claim.No, claim.ClaimedOn, claim.Entry.Value, claim.Amount, claim.Open))],
            EvidenceOf(agreements, reports, evaluations, proofs), await MovesAsync(reader, award, known.LastEntry),
            award.Status is AwardStatus.Decided or AwardStatus.Active ? award.Amount - released : zero,
            (await AwardReading.CommittedAsync(reader, books, award)).Aggregate(zero, (sum, part) => sum + part.Amount));
    }

    internal static Refusal Unknown(string number) => Refusal.Of("award-unknown", "award", $"没有立项“{number}”。", $"There is no award '{number}'.");

    /// <summary>Every entry that touched the award, its tranches or its claims, oldest first.</summary>
    internal static async Task<IReadOnlyList<GrantMove>> MovesAsync(LedgerReader reader, Award award, long lastEntry)
    {
        var rows = await reader.QueryAsync<LineRow>(ListLines, new { number = award.Number, award_id = award.Id, last_entry = lastEntry });
        return [.. rows.GroupBy(row => row.EntryId).Select(entry =>
        {
            Money Sum(Func<LineRow, bool> which) => new(entry.Where(which).Sum(row => row.AmountMinor), award.Amount.Currency);
            var owed = -Sum(row => row.Role == "GrantsPayable");
            return new GrantMove(
                IsoDates.Read(entry.First().OccurredOn), entry.Key, EntryKind.Of(entry.First().Kind).Name, NoOf(entry, "tranche/"), NoOf(entry, "clawback/"), Sum(row => row.Role == "Committed"), Sum(row => row.Role == "GrantsExpense"),
                owed, Sum(row => row.Role == "GrantsExpense" && row.Subject.StartsWith("tranche/", StringComparison.Ordinal)) - owed, Sum(row => row.Role == "ClawbackReceivable"));
        })];

        static int? NoOf(IEnumerable<LineRow> entry, string what) =>
            entry.FirstOrDefault(row => row.Subject.StartsWith(what, StringComparison.Ordinal)) is { } row ? int.Parse(row.Subject.AsSpan(row.Subject.LastIndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private static GrantReport Of(ProgressReport report, Currency currency)
    {
        var refused = report.Refused.Aggregate(Money.Zero(currency), (sum, one) => sum + one.Amount);
        var decision = report.Decision switch { ReportDecision.Accepted => new Bilingual("已通过", "Accepted"), ReportDecision.Returned => new("已退回", "Sent back"), _ => new("待审核", "Waits") };
        return new GrantReport(
            report.Number, report.Version, report.Tranche, new DateSpan(report.Content.First, report.Content.Last), report.SubmittedOn, report.Eligible(currency) + refused, refused, report.Content.Beneficiaries, decision, report.DecidedOn);
    }

    /// <summary>In the order of the days. What people wrote is left to the books: it may be about somebody.</summary>
    private static async Task<IReadOnlyList<GrantEvent>> CourseAsync(LedgerReader reader, Award award, IReadOnlyList<Agreement> agreements)
    {
        var course = new List<GrantEvent>();
        foreach (var version in await AwardReading.VersionsAsync(reader, award))
        {
            var on = version.Number == 1 ? award.DecidedOn : Moments.DayInShanghai(version.RecordedAt);
            course.Add(new GrantEvent(on, version.Number == 1 ? new("立项", "Decided") : new($"变更，第 {version.Number} 版", $"Amended, version {version.Number}"), version.Terms.Amount, version.Entry?.Value));
        }

        foreach (var objection in await AwardReading.ObjectionsAsync(reader, award))
        {
            course.Add(new GrantEvent(objection.RaisedOn, new($"异议第 {objection.Number} 件", $"Objection {objection.Number}"), null, null));
            if (objection is { AnsweredOn: { } answered, IsUpheld: { } isUpheld })
                course.Add(new GrantEvent(answered, isUpheld ? new($"异议第 {objection.Number} 件成立", $"Objection {objection.Number} upheld") : new($"异议第 {objection.Number} 件不成立", $"Objection {objection.Number} not upheld"), null, null));
        }

        course.AddRange(agreements.Select(agreement => new GrantEvent(agreement.SignedOn, new($"签订第 {agreement.Version} 版协议", $"Agreement signed, version {agreement.Version}"), null, null)));
        if (award.EndedOn is { } ended) course.Add(new GrantEvent(ended, award.StageOn(ended).Name(), null, null));
        return [.. course.Select((what, at) => (what, at)).OrderBy(one => one.what.On).ThenBy(one => one.at).Select(one => one.what)];
    }

    private static IReadOnlyList<GrantEvidence> EvidenceOf(IReadOnlyList<Agreement> agreements, IReadOnlyList<ProgressReport> reports, IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Proof> proofs) =>
    [
        .. agreements.Where(one => one.Scan is not null).Select(one => new GrantEvidence(new($"协议第 {one.Version} 版扫描件", $"Scan of the agreement, version {one.Version}"), null, one.SignedOn, one.Scan!, false)),
        .. reports.SelectMany(report => report.Content.Evidence.Select(file => new GrantEvidence(new($"报告 {report.Number} 第 {report.Version} 版", $"Report {report.Number}, version {report.Version}"), report.Tranche, report.SubmittedOn, file, false))),
        .. proofs.Where(proof => proof.Kind != ProofKind.Void).Select(proof => new GrantEvidence(proof.Kind.Name(), proof.Tranche, proof.On, proof.Evidence, proofs.Any(later => later.Voids == proof.Number))),
        .. evaluations.Where(one => one.Evidence is not null).Select(one => new GrantEvidence(one.Kind.Name(), null, one.HeldOn, one.Evidence!, false)),
    ];

    private sealed record LineRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Role { get; init; } = "";
        public string Subject { get; init; } = "";
        public long AmountMinor { get; init; }
    }
}
