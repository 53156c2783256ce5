namespace FundLedger.Storage;

/// <summary>Who asks for a write, and under which key.</summary>
/// <param name="Key">The operation key, a <see cref="KeptText.OperationKey"/>: the same request sent again under it is done once.</param>
/// <param name="Actor">Opaque id of the one who acts; never a name.</param>
public sealed record Asked(string Key, string Actor)
{
    internal Operation For(string name, params IReadOnlyList<OperationField> content) => new(Key, name, Actor, content);
}
