SELECT sha256, content FROM attachments;
