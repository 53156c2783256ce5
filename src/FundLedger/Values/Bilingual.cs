namespace FundLedger.Values;

/// <summary>One text in the two languages every user-facing sentence exists in.</summary>
public readonly record struct Bilingual(string Zh, string En)
{
    /// <summary>A code, number or name that reads the same in both languages.</summary>
    public static Bilingual Same(string text) => new(text, text);

    public string In(Language language) => language == Language.Zh ? Zh : En;

    public override string ToString() => En;
}

/// <summary>The languages of the program: Chinese first, English always.</summary>
public enum Language
{
    Zh,
    En,
}

/// <summary>Reading and writing language tags such as <c>zh-CN</c> and <c>en</c>.</summary>
public static class Languages
{
    public static string TagOf(this Language language) => language == Language.Zh ? "zh-CN" : "en";

    /// <returns>False when the tag is neither a Chinese nor an English one.</returns>
    public static bool TryParse(string tag, out Language language)
    {
        language = tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Zh : Language.En;
        return language == Language.Zh || tag.StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }
}
