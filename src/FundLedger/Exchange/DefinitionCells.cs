using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>What a line refers to, as cells in the order of its columns; each made once.</summary>
internal sealed class DefinitionCells(Books books)
{
    private readonly Dictionary<long, string[]> entities = [];
    private readonly Dictionary<long, string[]> accounts = [];
    private readonly Dictionary<long, string[]> funds = [];
    private readonly Dictionary<long, string[]> sources = [];

    internal string[] Of(Entity entity) => Kept(entities, entity.Id, entity, OfEntity);
    internal string[] Of(Account account) => Kept(accounts, account.Id, account, OfAccount);
    internal string[] Of(Fund fund) => Kept(funds, fund.Id, fund, OfFund);
    internal string[] Of(Source source) => Kept(sources, source.Id, source, OfSource);

    private static string[] Kept<T>(Dictionary<long, string[]> kept, long id, T definition, Func<T, string[]> make)
    {
        if (!kept.TryGetValue(id, out var cells)) kept.Add(id, cells = make(definition));
        return cells;
    }

    private static string[] OfEntity(Entity entity) => [entity.Name, entity.Currency.Code, entity.Chart];

    private static string[] OfAccount(Account account) =>
    [
        StoredWords.Word(account.Layer), account.Role?.ToString() ?? "", account.Name.Zh, account.Name.En, StoredWords.Word(account.Type),
        StoredWords.Word(account.CountsAs), account.ValidFrom.ToIso(), account.ValidTo?.ToIso() ?? "",
    ];

    private string[] OfFund(Fund fund) =>
        [fund.Name, fund.Kind.ToString(), fund.Currency.Code, FundParents.Written([.. ParentsOf(fund)]), OrderOf(fund)];

    private static string[] OfSource(Source source) =>
    [
        source.Name, source.Kind.ToString(), StoredWords.Word(source.Restriction), source.IsPublic ? "1" : "0", source.IsSpendable ? "1" : "0",
        source.Origin, source.ReturnBy?.ToIso() ?? "",
    ];

    private IEnumerable<FundParent> ParentsOf(Fund fund)
    {
        for (var above = fund.ParentId; above is { } id; above = books.Fund(id).ParentId)
        {
            var parent = books.Fund(id);
            yield return new FundParent
            {
                Code = parent.Code,
                Name = parent.Name,
                Kind = parent.Kind.ToString(),
                Currency = parent.Currency.Code,
                SpendingOrder = OrderOf(parent),
            };
        }
    }

    private static string OrderOf(Fund fund) => string.Join(',', fund.SpendingOrder);
}
