using System.Text.RegularExpressions;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Matching;

/// <param name="Source">Code of the source row that its matches are.</param>
public sealed record ProgrammeOpened(string Programme, EntryId Entry, string Source);

/// <summary>Opens a matching programme: its whole pot is committed, and gifts are matched from then on. From the first person on it takes two.</summary>
public sealed partial class OpenProgramme(Database database)
{
    private static readonly SqlFile Insert = new("matching/insert_programme");

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewMatchingProgramme, ProgrammeOpened> Kind =
        new("matching-open", new("启动配比计划", "Open a matching programme"), SubjectAsync, (tx, programme, _) => RunAsync(tx, programme)) { LeastCheckers = 1 };

    public Task<Outcome<ProgrammeOpened>> RunAsync(Asked asked, NewMatchingProgramme programme, CancellationToken stop = default) => database.WriteAsync<ProgrammeOpened>(
        asked.For("matching-open", OperationField.Of("programme", MatchingJson.Write(programme))),
        async tx => await Checked.RefusalForAsync(tx, Kind, programme.Pot) is { } notAlone ? notAlone : await RunAsync(tx, programme), stop);

    private static async Task<Outcome<ProgrammeOpened>> RunAsync(LedgerTransaction tx, NewMatchingProgramme programme)
    {
        if (!(await FindAsync(tx, programme)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, potFund, potSource) = found;
        var on = programme.On ?? (tx.Today < programme.First ? tx.Today : programme.First);
        if (!(await Journal.AppendAsync(tx, MatchPosting.Opened(entity, potFund, potSource, programme.Code, programme.Pot, on))).IsDone(out var entry, out refusal)) return refusal;
        var source = await SourceStore.InsertAsync(tx, new Source(
            0, entity.Id, SourceCode(programme), programme.Name, SourceKind.Matching, Restriction.Purpose, IsPublic: potSource.IsPublic, IsSpendable: true, potSource.Code, potSource.ReturnBy));
        var id = await tx.SingleAsync<long>(Insert, new
        {
            code = programme.Code,
            entity_id = entity.Id,
            pot_fund_id = potFund.Id,
            pot_source_id = potSource.Id,
            match_source_id = source.Id,
            definition = MatchingJson.Write(programme),
            opening_entry_id = entry.Value,
        });
        await ChangeRule.InsertAsync(tx, id, 1, programme.First, programme.Terms);
        ProgrammeBook.Changed(tx);
        return new ProgrammeOpened(programme.Code, entry, source.Code);
    }

    private static string SourceCode(NewMatchingProgramme programme) => $"match-{programme.Code}";

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewMatchingProgramme programme)
    {
        if (!(await FindAsync(tx, programme)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, fund, source) = found;
        return new ProposalSubject("matching-programme", programme.Code, ProposalSubject.VersionOf(entity.Code, fund.Code, fund.Name, source.Code, source.Name), Target.Of(fund, await Books.OfAsync(tx)), programme.Pot);
    }

    private static async Task<Outcome<(Entity Entity, Fund PotFund, Source PotSource)>> FindAsync(LedgerTransaction tx, NewMatchingProgramme programme)
    {
        var books = await Books.OfAsync(tx);
        if (RefusalForNames(programme) is { } badName) return badName;
        if ((await ProgrammeBook.OfAsync(tx)).Programmes.Any(known => known.Code == programme.Code))
            return Refusal.Of("programme-exists", "code", $"配比计划代码“{programme.Code}”已被使用。请换一个。", $"There is a matching programme '{programme.Code}' already. Choose another code.");
        if (!books.Fund(programme.PotFund, "potFund").IsDone(out var fund, out var refusal)) return refusal;
        var entity = books.Entity(fund.EntityId);
        if (!books.Source(entity, programme.PotSource, "potSource").IsDone(out var source, out refusal)) return refusal;
        if (books.FindSource(entity, SourceCode(programme)) is not null)
            return Refusal.Of("programme-exists", "code", $"资金来源“{SourceCode(programme)}”已存在。请换一个计划代码。", $"There is a source '{SourceCode(programme)}' already. Choose another code.");
        if (!source.IsSpendable || source.Kind is SourceKind.Agency or SourceKind.Unidentified or SourceKind.InKind)
            return Refusal.Of("pot-source", "potSource", $"来源 {source.Code} 的资金不能用于配比。请另选来源。", $"Money of source {source.Code} cannot match gifts. Choose another source.");
        return RefusalForRule(programme, fund, entity, books) is { } badInput ? badInput : (entity, fund, source);
    }

    /// <summary>Why its pot, days, gifts or terms cannot be those of a programme.</summary>
    internal static Refusal? RefusalForRule(NewMatchingProgramme programme, Fund potFund, Entity entity, Books books) =>
        Amounts.RefusalFor(programme.Pot, potFund, "pot") ?? RefusalForDays(programme) ?? RefusalForScope(programme.Gifts, potFund, entity, books) ?? programme.Terms.RefusalFor(potFund.Currency);

    private static Refusal? RefusalForNames(NewMatchingProgramme programme)
    {
        if (!Code().IsMatch(programme.Code))
            return Refusal.Of("programme-code", "code", $"“{programme.Code}”不能作为计划代码：请用 1 至 40 个字母、数字、点或连字符，首尾为字母或数字。", $"'{programme.Code}' cannot be a programme's code: use 1 to 40 letters, digits, dots or dashes, beginning and ending with a letter or digit.");
        if (string.IsNullOrWhiteSpace(programme.Name))
            return Refusal.Of("programme-name", "name", "请填写计划名称。", "Give the programme a name.");
        return KeptText.Title.RefusalFor(programme.Name, "name");
    }

    private static Refusal? RefusalForDays(NewMatchingProgramme programme)
    {
        if (programme.Last < programme.First)
            return Refusal.Of("programme-days", "last", $"截止日期 {programme.Last.ToIso()} 早于开始日期 {programme.First.ToIso()}。", $"It would end on {programme.Last.ToIso()}, before it begins ({programme.First.ToIso()}).");
        return programme.On is { } on && on > programme.First
            ? Refusal.Of("programme-days", "on", $"启动日期 {on.ToIso()} 晚于开始日期 {programme.First.ToIso()}。请先承诺配比池，再配比。", $"The pot would be committed on {on.ToIso()}, after the first gifts are matched ({programme.First.ToIso()}). Commit it no later than that.")
            : null;
    }

    private static Refusal? RefusalForScope(GiftScope scope, Fund potFund, Entity entity, Books books)
    {
        if ((scope.Funds.Count == 0) == (scope.Below is null))
            return Refusal.Of("programme-funds", "gifts.funds", "请列出参与的基金，或指定其上级基金（below），二者选一。", "Name the funds that take part, or the fund they are below; one of the two.");
        foreach (var code in scope.Funds)
        {
            if (!books.Fund(code, "gifts.funds").IsDone(out var fund, out var refusal)) return refusal;
            if (fund.Id == potFund.Id)
                return Refusal.Of("programme-funds", "gifts.funds", $"基金 {code} 自己出配比资金，不能再获得配比。", $"Fund {code} gives the matching money; gifts to it cannot earn it.");
            if (fund.EntityId != entity.Id || fund.Currency != potFund.Currency)
                return Refusal.Of("programme-across", "gifts.funds", $"基金 {code} 与配比池基金 {potFund.Code} 不属于同一会计主体或币种不同。请只列同一主体、同一币种的基金。", $"Fund {code} and the pot's fund {potFund.Code} differ in entity or currency. Name only funds of the same entity and currency.");
        }

        if (scope.Below is { } top)
        {
            if (!books.Fund(top, "gifts.below").IsDone(out var above, out var refusal)) return refusal;
            if (above.EntityId != entity.Id)
                return Refusal.Of("programme-across", "gifts.below", $"基金 {top} 与配比池基金 {potFund.Code} 不属于同一会计主体。", $"Fund {top} and the pot's fund {potFund.Code} are of different entities.");
        }

        foreach (var code in scope.Sources)
            if (!books.Source(entity, code, "gifts.sources").IsDone(out _, out var unknown)) return unknown;
        return scope.Persons || scope.Organisations || scope.Unnamed ? null
            : Refusal.Of("programme-donors", "gifts.persons", "请至少选择一类捐赠人。", "Choose at least one kind of donor.");
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}]([\p{L}\p{Nd}.\-]{0,38}[\p{L}\p{Nd}])?$")]
    private static partial Regex Code();
}
