using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Programmes;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Reporting;

/// <summary>The agreement of an award as a document: what one version of it promises, and to whom.</summary>
/// <param name="Head">Its fund pays; its span is the project's.</param>
/// <param name="Version">1 for the agreement, later ones amend it.</param>
/// <param name="Reason">Why it was amended; empty for the first.</param>
/// <param name="CreditCode">Of the organisation; empty where it has none.</param>
/// <param name="Round">Its code; empty for support outside one.</param>
/// <param name="Application">Its number; empty for support without one.</param>
/// <param name="Own">What the organisation brings itself.</param>
/// <param name="TextSha256">Of what is agreed to, in lower-case hexadecimal.</param>
/// <param name="Signed">How this version was signed; null while it is not.</param>
public sealed record AgreementDocument(
    ReportHead Head, string Number, int Version, string Reason, string Organisation, string CreditCode, Bilingual Programme, string Round, string Application, string Title, Money Amount, Money Own, DateOnly DecidedOn,
    IReadOnlyList<AgreementSource> Sources, IReadOnlyList<AgreementLine> Budget, IReadOnlyList<AgreementTranche> Tranches, AgreementRules Rules, string TextSha256, AgreementSignature? Signed);

/// <param name="Name">Empty where the source has none but its kind.</param>
public sealed record AgreementSource(string Code, Bilingual Kind, string Name, Money Amount);

/// <param name="Amount">Borne by the award.</param>
/// <param name="Own">Borne by the organisation.</param>
public sealed record AgreementLine(string Code, string Name, Bilingual Kind, Money Amount, Money Own);

/// <param name="When">The day it falls due, or what it is counted from.</param>
/// <param name="Needs">What must be there before it is paid; none where only its day counts.</param>
public sealed record AgreementTranche(int No, Bilingual Name, Money Amount, Bilingual When, IReadOnlyList<Bilingual> Needs);

/// <param name="PublicShareAtMost">Of public money in what is spent; null where nothing is asked.</param>
/// <param name="BarYears">How long an organisation that failed is kept out, by default; 0 for not at all.</param>
/// <param name="Forbidden">Names of the kinds of cost that are never borne.</param>
/// <param name="StaffAtMost">Of the award; null for no limit.</param>
public sealed record AgreementRules(BasisPoints? PublicShareAtMost, bool LateIsFail, int BarYears, bool TakesApproval, IReadOnlyList<Bilingual> Forbidden, BasisPoints? StaffAtMost);

/// <param name="IsScan">By a scan of the signed paper; otherwise accepted on the site.</param>
public sealed record AgreementSignature(DateOnly On, bool IsScan);

/// <summary>Reads the agreement of an award.</summary>
public static class AgreementFigures
{
    /// <param name="version">Which version; null for the last.</param>
    public static async Task<Outcome<AgreementDocument>> OfAsync(LedgerReader reader, string number, int? version = null)
    {
        var books = await Books.LoadAsync(reader);
        if (await AwardReading.FindAsync(reader, books, number) is not { } last) return Refusal.Of("award-unknown", "award", $"没有立项“{number}”。", $"There is no award '{number}'.");
        var wanted = version ?? last.Version;
        if ((await AwardReading.VersionsAsync(reader, last)).FirstOrDefault(one => one.Number == wanted) is not { } kept)
            return Refusal.Of("version-unknown", "version", $"立项 {number} 没有第 {wanted} 版，共 {last.Version} 版。", $"Award {number} has no version {wanted}; it has {last.Version}.");
        var award = last with { Version = kept.Number, Terms = kept.Terms, Amount = kept.Terms.Amount };
        var programme = (await GrantReading.ProgrammesAsync(reader, books)).First(known => known.Code == award.Programme);
        var signed = (await AwardReading.AgreementsAsync(reader, last)).FirstOrDefault(one => one.Version == kept.Number);
        var credit = (await Directory.FindAsync(reader, award.Organisation))?.CreditCode;
        var entity = books.Entity(award.Fund.EntityId);
        var known = await KnownMoment.OfAsync(reader, null);
        var terms = award.Terms;
        return new AgreementDocument(
            known.HeadOf(entity, new FundName(award.Fund.Code, award.Fund.Name), award.Amount.Currency, new DateSpan(terms.Starts, terms.Ends)),
            award.Number, award.Version, award.Version == 1 ? "" : kept.Reason, award.OrganisationName, credit ?? "", programme.Name, award.Round ?? "", award.Application ?? "", terms.Title, terms.Amount, terms.Own, award.DecidedOn,
            [.. terms.Parts.Select(part => books.FindSource(entity, part.Source) is { } source ? new AgreementSource(source.Code, source.Kind.Name(), source.Name, part.Amount) : new AgreementSource(part.Source, Bilingual.Same(""), "", part.Amount))],
            [.. terms.Budget.Select(line => new AgreementLine(line.Code, line.Name, line.Kind.Name(), line.Amount, line.Own))],
            [.. terms.Tranches.Select(tranche => new AgreementTranche(tranche.No, tranche.Name, tranche.Amount, When(tranche), [.. tranche.Needs.Select(Need)]))],
            new AgreementRules(terms.Rules.PublicShareAtMost, terms.Rules.LateIsFail, terms.Rules.BarYears, terms.Rules.TakesApproval, [.. (terms.Rules.ForbiddenKinds ?? []).Select(kind => kind.Name())], terms.Rules.StaffAtMost),
            Agreement.TextSha256Of(award), signed is null ? null : new AgreementSignature(signed.SignedOn, signed.Scan is not null));
    }

    /// <summary>The day a tranche falls due as the agreement says it: no day is counted before there is one to count from.</summary>
    private static Bilingual When(AwardTranche tranche)
    {
        if (tranche.Counts == TrancheDay.Milestone && tranche.Day is null) return new("所需齐备时", "when what it needs is there");
        var from = tranche.Counts == TrancheDay.Milestone ? Bilingual.Same(tranche.Day!.Value.ToIso()) : tranche.Counts.Name();
        if (tranche.Days == 0) return tranche.Counts == TrancheDay.Milestone ? from : new($"{from.Zh}之日", $"on the day of {from.En}");
        var (days, unit) = (Math.Abs(tranche.Days), tranche.InWorkingDays ? new Bilingual("个工作日", "working day(s)") : new("天", "day(s)"));
        return tranche.Days > 0 ? new($"{from.Zh}后 {days} {unit.Zh}", $"{days} {unit.En} after {from.En}") : new($"{from.Zh}前 {days} {unit.Zh}", $"{days} {unit.En} before {from.En}");
    }

    private static Bilingual Need(TrancheRequirement need) => need.Least is { } least
        ? new($"{need.Kind.Name().Zh}（不低于 {new BasisPoints(least)}）", $"{need.Kind.Name().En} (at least {new BasisPoints(least)})") : need.Kind.Name();
}
