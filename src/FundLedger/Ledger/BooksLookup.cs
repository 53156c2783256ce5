namespace FundLedger.Ledger;

/// <summary>Finding what people name by code, with an answer they can act on when it is not there.</summary>
public static class BooksLookup
{
    /// <summary>The entity of this code; without a code the only one there is.</summary>
    public static Outcome<Entity> EntityOrOnly(this Books books, string? code)
    {
        var entities = books.Entities.ToList();
        if (code is not null)
            return entities.Find(entity => entity.Code == code) is { } named ? named : Unknown("entity", "entity", code, "会计主体", "entity", entities.Select(known => known.Code));
        return entities switch
        {
            [var only] => only,
            [] => Refusal.Of("entity-none", "entity", "账本中还没有会计主体。请先用 fund create 建立基金。", "The books have no entity yet. Make a fund first, with 'fund create'."),
            _ => Refusal.Of("entity-ambiguous", "entity", "账本中有多个会计主体，请用 --entity 指定。", "There are several entities; say which with --entity."),
        };
    }

    /// <summary>The fund of this code, or the refusal that lists what there is.</summary>
    public static Outcome<Fund> Fund(this Books books, string code, string field = "fund") =>
        books.FindFund(code) is { } fund ? fund : Unknown("fund", field, code, "基金", "fund", books.Funds.Select(known => known.Code));

    /// <summary>The entity's source of this code, or the refusal that lists what there is.</summary>
    public static Outcome<Source> Source(this Books books, Entity entity, string code, string field = "source") =>
        books.FindSource(entity, code) is { } source ? source
            : Unknown("source", field, code, "来源", "source", books.Sources.Where(known => known.EntityId == entity.Id).Select(known => known.Code));

    /// <summary>The account of this code in use on this day, or the refusal that says so.</summary>
    public static Outcome<Account> Account(this Books books, Entity entity, string code, DateOnly day, string field = "account") =>
        books.FindAccount(entity, code, day) is { } account ? account
            : Refusal.Of("account-unknown", field, $"{day.ToIso()} 没有在用的科目“{code}”。请查看科目表。", $"No account '{code}' is in use on {day.ToIso()}. Look it up in the chart.");

    /// <summary>The account that plays a role on this day, or the refusal that says from when the chart is in force.</summary>
    public static Outcome<Account> Account(this Books books, Entity entity, AccountRole role, DateOnly day) =>
        books.FindAccount(entity, role, day) is { } account ? account : books.ChartNotInForce(entity, role, day);

    internal static Refusal ChartNotInForce(this Books books, Entity entity, AccountRole role, DateOnly day)
    {
        var first = books.Accounts.Where(known => known.EntityId == entity.Id && known.Role == role).Select(known => known.ValidFrom).DefaultIfEmpty().Min();
        return Refusal.Of("chart-not-in-force", "on",
            $"会计主体 {entity.Code} 的科目表自 {first.ToIso()} 起启用，{day.ToIso()} 不能入账。请核对日期。",
            $"The chart of entity {entity.Code} is in force from {first.ToIso()}; nothing can be posted on {day.ToIso()}. Check the date.");
    }

    private static Refusal Unknown(string code, string field, string asked, string zh, string en, IEnumerable<string> known)
    {
        var listed = string.Join(", ", known.Take(12));
        return Refusal.Of(code + "-unknown", field,
            $"没有{zh}“{asked}”。现有：{(listed.Length > 0 ? listed : "（无）")}。",
            $"There is no {en} '{asked}'. There is: {(listed.Length > 0 ? listed : "none yet")}.");
    }
}
