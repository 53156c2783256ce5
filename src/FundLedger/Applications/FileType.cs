using System.Text;
using System.Text.Json.Serialization;

namespace FundLedger.Applications;

/// <summary>What a file is by its content.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileType>))]
public enum FileType
{
    Pdf,
    Png,
    Jpeg,

    /// <summary>A document or sheet of an office program, new form or old.</summary>
    Office,
    Text,
}

/// <summary>Tells files by their first bytes; a name proves nothing.</summary>
public static class FileTypes
{
    private const int HeadBytes = 4_096;

    /// <summary>Null for a kind that applications do not take, such as a program.</summary>
    public static FileType? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8)) return FileType.Pdf;
        if (content.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return FileType.Png;
        if (content.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return FileType.Jpeg;
        if (content.StartsWith("PK\u0003\u0004"u8) && (content.IndexOf("[Content_Types].xml"u8) >= 0 || content.IndexOf("mimetypeapplication/vnd.oasis"u8) >= 0)) return FileType.Office;
        if (content.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return FileType.Office;
        return IsText(content) ? FileType.Text : null;
    }

    public static Bilingual Name(this FileType type) => type switch
    {
        FileType.Pdf => Bilingual.Same("PDF"),
        FileType.Png => Bilingual.Same("PNG"),
        FileType.Jpeg => Bilingual.Same("JPEG"),
        FileType.Office => new("办公文档", "Office document"),
        _ => new("文本", "Text"),
    };

    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content.StartsWith("MZ"u8) || content.StartsWith("#!"u8) || content[..Math.Min(content.Length, HeadBytes)].Contains((byte)0)) return false;
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(content);
            return content.IndexOf("<script"u8) < 0 && content.IndexOf("<html"u8) < 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
