namespace FundLedger.Ledger;

// The stored shape of the books, one class a table.

internal sealed record EntityRow
{
    public long EntityId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Currency { get; init; } = "";
    public string Chart { get; init; } = "";

    internal Entity ToEntity() => new(EntityId, Code, Name, Values.Currency.Of(Currency), Chart);
}

internal sealed record AccountRow
{
    public long AccountId { get; init; }
    public long EntityId { get; init; }
    public string Code { get; init; } = "";
    public string Role { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Layer { get; init; } = "";
    public string Type { get; init; } = "";
    public string CountsAs { get; init; } = "";
    public string ValidFrom { get; init; } = "";
    public string? ValidTo { get; init; }
    public string ClosesTo { get; init; } = "";

    internal Account ToAccount() => new(
        AccountId, EntityId, Code, Role.Length == 0 ? null : Enum.Parse<AccountRole>(Role), new Bilingual(NameZh, NameEn),
        StoredWords.Read<Layer>(Layer), StoredWords.Read<AccountType>(Type), StoredWords.Read<CountsAs>(CountsAs),
        DateOnly.Parse(ValidFrom, System.Globalization.CultureInfo.InvariantCulture),
        ValidTo is null ? null : DateOnly.Parse(ValidTo, System.Globalization.CultureInfo.InvariantCulture)) { ClosesTo = StoredWords.Read<ClosesTo>(ClosesTo) };
}

internal sealed record FundRow
{
    public long FundId { get; init; }
    public long EntityId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Currency { get; init; } = "";
    public long? ParentId { get; init; }
    public string SpendingOrder { get; init; } = "";
    public string Status { get; init; } = "";

    internal Fund ToFund() => new(
        FundId, EntityId, Code, Name, Enum.Parse<FundKind>(Kind), Values.Currency.Of(Currency), ParentId,
        [.. SpendingOrder.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<SourceKind>)],
        StoredWords.Read<FundStatus>(Status));
}

internal sealed record SourceRow
{
    public long SourceId { get; init; }
    public long EntityId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Restriction { get; init; } = "";
    public long IsPublic { get; init; }
    public long IsSpendable { get; init; }
    public string Origin { get; init; } = "";
    public string? ReturnBy { get; init; }
    public string AfterDeadline { get; init; } = "";

    internal Source ToSource() => new(
        SourceId, EntityId, Code, Name, Enum.Parse<SourceKind>(Kind), StoredWords.Read<Restriction>(Restriction), IsPublic == 1, IsSpendable == 1, Origin,
        ReturnBy is null ? null : DateOnly.Parse(ReturnBy, System.Globalization.CultureInfo.InvariantCulture), AfterDeadline == SourceStore.Allow);
}

/// <summary>Enumerations as the database and the exports write them: <c>NetAssets</c> is <c>net-assets</c>.</summary>
internal static class StoredWords
{
    internal static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <exception cref="ArgumentException">No value is written so.</exception>
    internal static T Read<T>(string word) where T : struct, Enum => Enum.Parse<T>(word.Replace("-", ""), ignoreCase: true);
}
