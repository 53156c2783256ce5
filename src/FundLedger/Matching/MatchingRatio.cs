using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Matching;

/// <summary>How much matching money a gift earns, in whole parts: 6:4 is six of matching for each four given.</summary>
[JsonConverter(typeof(MatchingRatioJsonConverter))]
public readonly record struct MatchingRatio(int Match, int Gift)
{
    /// <summary>The largest part on either side.</summary>
    public const int MostParts = 1_000;

    internal bool IsUsable => Match is > 0 and <= MostParts && Gift is > 0 and <= MostParts;

    /// <summary>What an amount earns, rounded down, so that a match never exceeds what was promised.</summary>
    /// <exception cref="OverflowException">The match does not fit in 64 bits.</exception>
    internal long OfRoundedDown(long minorUnits) => checked((long)((Int128)minorUnits * Match / Gift));

    /// <summary>Reads <c>6:4</c>.</summary>
    public static bool TryParse(string? text, out MatchingRatio ratio)
    {
        ratio = default;
        if (text?.Split(':') is not [var match, var gift]) return false;
        if (!int.TryParse(match, NumberStyles.None, CultureInfo.InvariantCulture, out var matchParts) || !int.TryParse(gift, NumberStyles.None, CultureInfo.InvariantCulture, out var giftParts)) return false;
        ratio = new(matchParts, giftParts);
        return ratio.IsUsable;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Match}:{Gift}");
}

/// <summary>A ratio travels as the text <c>6:4</c>.</summary>
public sealed class MatchingRatioJsonConverter : JsonConverter<MatchingRatio>
{
    /// <exception cref="JsonException">The text is no ratio.</exception>
    public override MatchingRatio Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return MatchingRatio.TryParse(text, out var ratio) ? ratio : throw new JsonException($"'{text}' is no ratio of matching to gift: write two whole numbers from 1 to {MatchingRatio.MostParts}, such as 6:4.");
    }

    public override void Write(Utf8JsonWriter writer, MatchingRatio value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
