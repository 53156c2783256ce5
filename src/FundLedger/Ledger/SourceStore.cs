namespace FundLedger.Ledger;

/// <summary>Source rows: where an entity's money came from.</summary>
public static class SourceStore
{
    internal const string Allow = "allow";
    internal const string Refuse = "refuse";

    private static readonly SqlFile Insert = new("ledger/insert_source");
    private static readonly SqlFile UpdateTerms = new("ledger/update_source_terms");

    /// <summary>The entity's plain row of a kind, made on first use: gifts restricted to their purpose, own funds free.</summary>
    /// <remarks>Money with conditions of its own, such as an appropriation, has a row of its own.</remarks>
    internal static async Task<Source> PlainAsync(LedgerTransaction tx, Entity entity, SourceKind kind)
    {
        var code = StoredWords.Word(kind);
        return (await Books.OfAsync(tx)).FindSource(entity, code) ?? await InsertAsync(tx, PlainRow(entity, kind, code));
    }

    /// <summary>The source named by code, or the plain row of a kind when none is named.</summary>
    internal static async Task<Outcome<Source>> NamedOrPlainAsync(LedgerTransaction tx, Entity entity, string? code, SourceKind kind) =>
        code is null ? await PlainAsync(tx, entity, kind) : (await Books.OfAsync(tx)).Source(entity, code);

    internal static async Task<Source> InsertAsync(LedgerTransaction tx, Source source)
    {
        var id = await tx.SingleAsync<long>(Insert, new
        {
            entity_id = source.EntityId,
            code = source.Code,
            name = source.Name,
            kind = source.Kind.ToString(),
            restriction = StoredWords.Word(source.Restriction),
            is_public = source.IsPublic ? 1 : 0,
            is_spendable = source.IsSpendable ? 1 : 0,
            origin = source.Origin,
            return_by = source.ReturnBy?.ToIso(),
            after_deadline = source.AllowsLateUse ? Allow : Refuse,
        });
        Books.Changed(tx);
        return source with { Id = id };
    }

    /// <summary>A later document gave its money more time, or less: the only thing of a source that ever changes.</summary>
    internal static async Task SetTermsAsync(LedgerTransaction tx, Source source, DateOnly? returnBy, bool allowsLateUse)
    {
        await tx.ExecuteAsync(UpdateTerms, new { source_id = source.Id, return_by = returnBy?.ToIso(), after_deadline = allowsLateUse ? Allow : Refuse });
        Books.Changed(tx);
    }

    private static Source PlainRow(Entity entity, SourceKind kind, string code)
    {
        var isPublic = kind is SourceKind.SeedMoney or SourceKind.WelfareLottery or SourceKind.GovernmentPurchase or SourceKind.ResidentSelfGovernance;
        var isFree = kind is SourceKind.OwnFunds or SourceKind.Interest or SourceKind.Unidentified or SourceKind.Agency;
        return new Source(0, entity.Id, code, Name: "", kind, isFree ? Restriction.None : Restriction.Purpose, isPublic, IsSpendable: true, Origin: "", ReturnBy: null);
    }
}
