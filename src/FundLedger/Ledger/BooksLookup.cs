namespace FundLedger.Ledger;

/// <summary>Finding what people name by code, with an answer they can act on when it is not there.</summary>
public static class BooksLookup
{
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

    private static Refusal Unknown(string code, string field, string asked, string zh, string en, IEnumerable<string> known)
    {
        var listed = string.Join(", ", known.Take(12));
        return Refusal.Of(code + "-unknown", field,
            $"没有{zh}“{asked}”。现有：{(listed.Length > 0 ? listed : "（无）")}。",
            $"There is no {en} '{asked}'. There is: {(listed.Length > 0 ? listed : "none yet")}.");
    }
}
