using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>The entities, accounts, funds and sources that a CSV journal defines beside its lines.</summary>
internal sealed class FileDefinitions
{
    private readonly FileDefinitionSet<string, Entity> entities = new(JournalColumn.Entity, JournalColumns.OfEntity);
    private readonly FileDefinitionSet<(string Entity, string Code, string ValidFrom), Account> accounts = new(JournalColumn.AccountCode, JournalColumns.OfAccount);
    private readonly FileDefinitionSet<string, Fund> funds = new(JournalColumn.Fund, JournalColumns.OfFund);
    private readonly FileDefinitionSet<(string Entity, string Code), Source> sources = new(JournalColumn.Source, JournalColumns.OfSource);

    internal IEnumerable<Entity> Entities => entities.InOrder.Select(entity => entity.Value);
    internal IEnumerable<Account> Accounts => accounts.InOrder.Select(account => account.Value);

    /// <summary>A fund above others comes before them.</summary>
    internal IEnumerable<Fund> Funds => funds.InOrder.Select(fund => fund.Value);

    internal IEnumerable<Source> Sources => sources.InOrder.Select(source => source.Value);

    internal Entity Entity(FileRow row) => entities.Of(row[JournalColumn.Entity], row, static (first, number) => new Entity(
        number, first.Text(JournalColumn.Entity, KeptText.EntityCode), first.Text(JournalColumn.EntityName, KeptText.Title), first.Currency(JournalColumn.EntityCurrency), first.Text(JournalColumn.EntityChart, KeptText.ChartCode)));

    internal Account Account(FileRow row, Entity entity) => accounts.Of((entity.Code, row[JournalColumn.AccountCode], row[JournalColumn.AccountValidFrom]), row, (first, number) =>
    {
        var account = new Account(
            number, entity.Id, first.Text(JournalColumn.AccountCode, KeptText.AccountCode), RoleOf(first),
            new Bilingual(first.Text(JournalColumn.AccountNameZh, KeptText.Title), first.Text(JournalColumn.AccountNameEn, KeptText.Title)),
            first.Word<Layer>(JournalColumn.Layer, StoredWords.Word), first.Word<AccountType>(JournalColumn.AccountType, StoredWords.Word),
            first.Word<CountsAs>(JournalColumn.AccountCountsAs, StoredWords.Word), first.Day(JournalColumn.AccountValidFrom), first.OptionalDay(JournalColumn.AccountValidTo));
        RefuseOverlap(first, account);
        return account;
    });

    internal Source Source(FileRow row, Entity entity) => sources.Of((entity.Code, row[JournalColumn.Source]), row, (first, number) => new Source(
        number, entity.Id, first.Text(JournalColumn.Source, KeptText.SourceCode), first.OptionalText(JournalColumn.SourceName, KeptText.SourceName), first.Word<SourceKind>(JournalColumn.SourceKind, kind => kind.ToString()),
        first.Word<Restriction>(JournalColumn.SourceRestriction, StoredWords.Word), first.Flag(JournalColumn.SourceIsPublic), first.Flag(JournalColumn.SourceIsSpendable),
        first.OptionalText(JournalColumn.SourceOrigin, KeptText.Giver), first.OptionalDay(JournalColumn.SourceReturnBy)));

    internal Fund Fund(FileRow row, Entity entity)
    {
        if (!funds.TryFind(row[JournalColumn.Fund], out _)) DefineParents(row, entity);
        var fund = funds.Of(row[JournalColumn.Fund], row, (first, number) => new Fund(
            number, entity.Id, first.Text(JournalColumn.Fund, KeptText.FundCode), first.Text(JournalColumn.FundName, KeptText.Title), first.Word<FundKind>(JournalColumn.FundKind, kind => kind.ToString()),
            first.Currency(JournalColumn.FundCurrency), ParentOf(first), OrderOf(first, first[JournalColumn.FundSpendingOrder], JournalColumn.FundSpendingOrder)));
        if (fund.EntityId != entity.Id)
            row.Refuse(JournalColumn.Entity, $"基金“{fund.Code}”属于另一个会计主体。", $"fund '{fund.Code}' is of another entity.");
        return fund;
    }

    /// <summary>Puts the ledger's own rows in place of the file's, once they were made there.</summary>
    internal void Bind(Books books)
    {
        var accountsOf = books.Accounts.ToDictionary(account => (books.Entity(account.EntityId).Code, account.Code, account.ValidFrom));
        var codes = Entities.ToDictionary(entity => entity.Id, entity => entity.Code);
        var own = books.Entities.ToDictionary(entity => entity.Code);
        foreach (var account in accounts.InOrder) account.Value = accountsOf[(codes[account.Value.EntityId], account.Value.Code, account.Value.ValidFrom)];
        foreach (var source in sources.InOrder) source.Value = books.FindSource(own[codes[source.Value.EntityId]], source.Value.Code)!;
        foreach (var fund in funds.InOrder) fund.Value = books.FindFund(fund.Value.Code)!;
        foreach (var entity in entities.InOrder) entity.Value = own[entity.Value.Code];
    }

    private static AccountRole? RoleOf(FileRow row) =>
        row[JournalColumn.AccountRole].Length == 0 ? null : row.Word<AccountRole>(JournalColumn.AccountRole, role => role.ToString());

    /// <summary>On any day a code names one account, and one account plays a role.</summary>
    private void RefuseOverlap(FileRow row, Account account)
    {
        foreach (var other in Accounts)
        {
            if (other.EntityId != account.EntityId || !(other.ValidFrom <= (account.ValidTo ?? DateOnly.MaxValue) && account.ValidFrom <= (other.ValidTo ?? DateOnly.MaxValue))) continue;
            if (other.Code == account.Code)
                row.Refuse(JournalColumn.AccountValidFrom, $"科目“{account.Code}”另有一条有效期重叠的定义。", $"account '{account.Code}' is defined a second time for the same days.");
            if (other.Role is not null && other.Role == account.Role)
                row.Refuse(JournalColumn.AccountRole, $"角色 {account.Role} 已由科目“{other.Code}”担任（account_code 或 account_role 有误）。", $"account '{other.Code}' plays the role {account.Role} already (account_code or account_role is wrong).");
        }
    }

    private void DefineParents(FileRow row, Entity entity)
    {
        if (FundParents.Read(row[JournalColumn.FundParents]) is not { } parents)
        {
            row.Refuse(JournalColumn.FundParents, $"“{row[JournalColumn.FundParents]}”不是上级基金的 JSON 列表。", $"'{row[JournalColumn.FundParents]}' is no JSON list of the funds above.");
            return;
        }

        for (var i = parents.Count - 1; i >= 0 && row.Refusal is null; i--) DefineParent(row, entity, parents[i], [.. parents.Skip(i + 1)]);
    }

    private void DefineParent(FileRow row, Entity entity, FundParent parent, IReadOnlyList<FundParent> above)
    {
        string[] cells = [parent.Name, parent.Kind, parent.Currency, FundParents.Written(above), parent.SpendingOrder];
        if (funds.TryFind(parent.Code, out var known))
        {
            if (!known.Cells.SequenceEqual(cells))
                row.Refuse(JournalColumn.FundParents, $"上级基金“{parent.Code}”与第 {known.Row} 行所述不同。", $"the fund above, '{parent.Code}', is not what row {known.Row} says.");
            return;
        }

        if (!Enum.GetNames<FundKind>().Contains(parent.Kind) || !Currency.TryFind(parent.Currency, out var currency) || parent.Code == row[JournalColumn.Fund])
        {
            row.Refuse(JournalColumn.FundParents, $"上级基金“{parent.Code}”的种类或币种不可用。", $"the fund above, '{parent.Code}', has no kind or currency the ledger knows.");
            return;
        }

        if ((KeptText.FundCode.RefusalFor(parent.Code, "") ?? KeptText.Title.RefusalFor(parent.Name, "")) is { } unfit) row.Refuse(JournalColumn.FundParents, unfit.Message.Zh, unfit.Message.En);
        var order = OrderOf(row, parent.SpendingOrder, JournalColumn.FundParents);
        var parentId = above.Count > 0 && funds.TryFind(above[0].Code, out var next) ? next.Value.Id : (long?)null;
        funds.Add(parent.Code, new Fund(funds.InOrder.Count + 1, entity.Id, parent.Code, parent.Name, Enum.Parse<FundKind>(parent.Kind), currency, parentId, order), row.Number, cells);
    }

    private long? ParentOf(FileRow row) =>
        FundParents.Read(row[JournalColumn.FundParents]) is [var nearest, ..] && funds.TryFind(nearest.Code, out var parent) ? parent.Value.Id : null;

    private static SourceKind[] OrderOf(FileRow row, string cell, JournalColumn column)
    {
        var words = cell.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!words.All(Enum.GetNames<SourceKind>().Contains) || string.Join(',', words) != cell)
        {
            row.Refuse(column, $"“{cell}”不是以逗号分隔的资金来源种类。", $"'{cell}' is no list of kinds of source, separated by commas.");
            return [];
        }

        return Array.ConvertAll(words, Enum.Parse<SourceKind>);
    }
}
